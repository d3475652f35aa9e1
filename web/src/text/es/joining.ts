import type { Area } from '../area';
import { or } from './formats';

export const joining: Area<'joining'> = {
  unlocking: 'Abriendo la sala',
  connecting: 'Buscando el servidor.',
  knocking: 'Acordando claves con quienes están dentro.',
  unheard:
    'Todavía no ha respondido nadie de dentro. Alguien en la reunión tiene que estar conectado para dejarte entrar; esta página espera y sigue por sí sola.',
  unreachableTitle: 'El servidor no responde',
  unreachable:
    'Revisa tu red o pregunta a quien lleva este servidor. Esta página lo sigue intentando y continúa por sí sola.',
  waitingTitle: (hosts) => `Esperando a que ${hosts.length === 0 ? 'un anfitrión' : fewOf(hosts)} te deje entrar`,
  waiting: 'Tu nombre está en la pantalla de los anfitriones. Esta página sigue por sí sola en cuanto te dejen entrar.',
  waitingBlind:
    'Antes de entrar no oyes ni ves nada de la reunión, y ella no oye ni ve de ti más que tu nombre.',
  wrongTitle: 'Esta no es la frase de acceso',
  wrong: 'El enlace es correcto, pero no deja entrar sin la frase de acceso. Quienes están dentro se enteran de los errores.',
  wrongPlaceholder: 'Pregunta a quien te invitó',
  tryAgain: 'Intentar otra vez',
  cancel: 'Cancelar',
};

function fewOf(hosts: readonly string[]): string {
  return or(hosts.length > 2 ? [...hosts.slice(0, 1), 'otro anfitrión'] : hosts);
}
