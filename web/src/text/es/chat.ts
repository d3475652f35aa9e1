import type { Area } from '../area';
import { plural } from './formats';

export const chat: Area<'chat'> = {
  title: 'Chat',
  button: 'Chat',
  unread: (count) => plural(count, { one: 'Chat, 1 mensaje nuevo', other: `Chat, ${count} mensajes nuevos` }),
  about:
    'Solo pueden leerlo quienes están aquí ahora. Quien llegue después no ve nada de antes, y todo desaparece con la reunión.',
  lines: 'Lo que se dijo',
  you: 'Tú',
  earlier: 'Mostrar anteriores',
  toNewest: 'Mensajes nuevos',
  reply: 'Responder',
  replyTo: (name) => `Responder a ${name}`,
  replyToOwn: 'Responderte',
  dropReply: 'No responder',
  unknownQuote: 'Algo dicho antes de tu llegada',
  field: 'Escribe a todos los que están aquí',
  send: 'Enviar',
  bytesLeft: (bytes) => plural(bytes, { one: 'queda 1 byte', other: `quedan ${bytes} bytes` }),
  tooLong: 'Demasiado largo para un mensaje',
  forbidden: {
    hosts: 'En esta reunión solo escriben los anfitriones.',
    nobody: 'Los anfitriones han desactivado el chat.',
  },
  openAddress: '¿Abrir esta dirección?',
  leadsTo: 'Lleva a',
  open: 'Abrir en una pestaña nueva',
  notNow: 'Ahora no',
};
