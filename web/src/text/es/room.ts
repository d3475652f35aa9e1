import type { Area } from '../area';
import { and, plural } from './formats';

export const room: Area<'room'> = {
  title: 'En una reunión',
  controls: 'Controles de la reunión',
  opening: 'Abriendo…',
  mute: 'Silenciar',
  unmute: 'Activar micro',
  startCamera: 'Abrir cámara',
  stopCamera: 'Cerrar cámara',
  people: 'Personas',
  safetyCode: 'Código seguro',
  log: 'Registro',
  copyLink: 'Copiar enlace',
  copied: 'Copiado',
  fullScreen: 'Pantalla completa',
  window: 'Ventana',
  leave: 'Salir',
  close: 'Cerrar',
  peopleCount: (count) => plural(count, { one: '1 persona', other: `${count} personas` }),
  hosts: (names, amHost) => (amHost ? ownHosts(names) : othersHosts(names)),
  door: { locked: 'Cerrada con llave', waitingRoom: 'Sala de espera', open: 'Abierta con el enlace' },
  compared: { none: 'Códigos sin comparar', all: 'Códigos comparados' },
  comparedSome: (compared, others) => `${compared} de ${others} comparados`,
  more: (count) => `y ${count} más`,
  aloneTitle: 'Solo estás tú aquí',
  alone: 'Envía el enlace por un canal en el que confíes. Quien lo tenga puede pedir entrar.',
  copyTheLink: 'Copiar el enlace',
  linkCopied: 'Enlace copiado',
};

function ownHosts(names: readonly string[]): string {
  const others = names.length - 1;
  if (others === 0) return 'eres anfitrión';
  return `anfitriones: ${and(['tú', others === 1 ? (names[1] ?? '') : `${others} más`])}`;
}

function othersHosts(names: readonly string[]): string {
  return plural(names.length, { one: 'anfitrión', other: 'anfitriones' }) + `: ${names.join(', ')}`;
}
