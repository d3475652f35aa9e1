import type { Surface } from '../../meeting/share';
import type { Area } from '../area';

const things: Readonly<Record<Surface, string>> = {
  tab: 'una pestaña',
  window: 'una ventana',
  screen: 'toda tu pantalla',
  unknown: 'lo que elegiste',
};

export const share: Area<'share'> = {
  share: 'Mostrar',
  stopSharing: 'Dejar de mostrar',
  notAllowed: 'No se puede mostrar',
  isSharing: (name) => `${name} muestra su pantalla`,
  sharing: (surface, label) => `Muestras ${label === '' ? things[surface] : label}`,
  about: (surface, label) => `Vas a mostrar ${label === '' ? things[surface] : label}`,
  advice: {
    tab: 'Una pestaña. Lo que abras en ella también se verá.',
    window: 'Una ventana. Lo que abras en ella también se verá.',
    screen: 'Una pantalla entera: se verán los mensajes que aparezcan en ella.',
    unknown: 'Este navegador no dice si es una ventana o toda la pantalla. Fíjate bien.',
  },
  withSound: 'Su sonido va con ella.',
  problems: {
    failed: 'El navegador no dio nada que mostrar. Haz clic otra vez o elige otra cosa.',
    rules: 'Las reglas de la reunión ya no te dejan mostrar nada. Se ha terminado.',
  },

  chooseTitle: 'Mostrar algo',
  chooseText: 'Elige una ventana o una pestaña. Primero la ves aquí, y nadie más hasta que lo digas.',
  pick: 'Elegir qué mostrar',
  cancel: 'Cancelar',
  whole: 'Mejor toda la pantalla',
  sound: 'Con el sonido de la pestaña',
  soundHint: 'Donde el navegador puede: pestañas en Chrome, Chromium y Edge.',
  modeTitle: 'Imagen',
  text: 'Texto nítido',
  motion: 'Movimiento fluido',
  motionHint: 'Para películas. Entonces solo un cambio de forma retiene la imagen, no un cambio repentino de lo que muestra.',

  wholeTitle: '¿Toda la pantalla?',
  wholeText: 'Todos verán todo lo que aparezca en ella: mensajes, otras ventanas, lo que escribas. Muestra una sola ventana si puedes.',
  pickWhole: 'Elegir una pantalla',

  pickingTitle: 'Tu navegador te pregunta',
  pickingText: 'Elige allí qué mostrar. Nadie lo ve todavía.',

  previewTitle: 'Todos verán esto',
  previewText: 'Nadie lo ha visto todavía. Mira antes si hay algo privado.',
  heldTitle: 'Ahora muestra otra cosa',
  heldText: 'Está retenido: nadie lo ha visto. ¿Deben verlo todos?',
  wholeMeant: 'Es toda mi pantalla, y quiero mostrar todo lo que aparezca en ella',
  taken: (name) => `${name} está mostrando su pantalla. Podrás empezar cuando termine.`,
  waiting: 'La vista previa está en camino.',
  confirm: 'Mostrarlo a todos',

  live: 'En directo. Todos lo ven.',
  paused: 'En pausa. Nadie lo ve.',
  held: 'Retenido. Nadie lo ve hasta que lo hayas mirado.',
  preview: 'Nadie lo ve todavía.',
  ending: 'Está terminando.',
  pause: 'Pausa',
  resume: 'Seguir',

  pausedBy: (name) => `${name} lo ha puesto en pausa, o revisa lo que muestra.`,
};
