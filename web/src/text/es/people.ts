import type { Area } from '../area';

export const people: Area<'people'> = {
  title: 'Quién está aquí',
  about: 'Esta lista sale de las claves de la reunión, no del servidor. Cada cual elige su nombre.',
  you: 'tú',
  host: 'anfitrión',
  stepDown: 'Dejar de ser anfitrión',
  notHost: 'Quitar como anfitrión',
  makeHost: 'Hacer anfitrión',
  remove: 'Expulsar',
  removeAndChange: 'Expulsar y cambiar el enlace',
  andNewLink: '+ enlace nuevo',
  chimes: 'Un tono breve cuando alguien llama, entra o sale',
};
