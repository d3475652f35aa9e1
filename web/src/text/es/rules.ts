import type { Feature, Permission } from '../../meeting/state';
import type { Area } from '../area';

export const features: Readonly<Record<Feature, string>> = {
  share: 'compartir su pantalla',
  chat: 'escribir en el chat',
  reactions: 'enviar reacciones',
  files: 'enviar archivos',
};
export const permissions: Readonly<Record<Permission, string>> = {
  everyone: 'todos',
  hosts: 'solo anfitriones',
  nobody: 'nadie',
};

export const rules: Area<'rules'> = {
  title: 'Reglas',
  onlyHosts: (hosts) => `Solo las cambian los anfitriones: ${hosts}.`,
  about: 'El dispositivo de cada persona respeta estas reglas. El servidor no tiene voz en ellas.',
  whoGetsIn: 'Quién entra',
  locked: 'Cerrada con llave: no entra nadie',
  waitingRoom: 'Sala de espera: un anfitrión deja entrar',
  inside: 'Dentro',
  newcomersMuted: 'Quien llega entra en silencio',
  recording: 'Grabar es bienvenido',
  recordingAbout: 'Cualquiera aquí puede grabar, diga esto lo que diga; solo indica qué se desea.',
  whoMay: 'Quién puede',
  features,
  permissions,
  link: 'El enlace',
  linkWorks: 'Funciona',
  linkUntil: (moment) => `hasta ${moment}`,
  linkAlways: 'mientras dure la reunión',
  linkHour: 'una hora',
  linkDay: 'un día',
  changeLink: 'Cambiar el enlace',
  changeLinkAbout: 'El enlace anterior ya no deja entrar a nadie. Quien está aquí se queda.',
};
