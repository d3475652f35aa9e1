import type { DeviceKind } from '../../meeting/state';
import type { Area } from '../area';

const the: Readonly<Record<DeviceKind, string>> = { microphone: 'el micrófono', camera: 'la cámara' };

export const devices: Area<'devices'> = {
  open: (kind) => `Abrir ${the[kind]}`,
  close: (kind) => `Cerrar ${the[kind]}`,
  which: (kind) => (kind === 'camera' ? 'Qué cámara' : 'Qué micrófono'),
  problems: {
    denied: (kind) => `No se permitió usar ${the[kind]}. Permítelo junto a la barra de direcciones y haz clic otra vez.`,
    missing: (kind) =>
      kind === 'camera'
        ? 'No se encontró ninguna cámara. Conecta una o entra sin ella.'
        : 'No se encontró ningún micrófono. Conecta uno o entra sin él.',
    busy: (kind) => `Otro programa está usando ${the[kind]}. Ciérralo y haz clic otra vez.`,
    unplugged: (kind) =>
      kind === 'camera'
        ? 'La cámara se desconectó o se retiró. Ahora está cerrada.'
        : 'El micrófono se desconectó o se retiró. Ahora está cerrado.',
    enteredMuted: (kind) =>
      kind === 'camera'
        ? 'En esta reunión se entra con la cámara cerrada. Ábrela cuando quieras.'
        : 'En esta reunión se entra con el micrófono cerrado. Ábrelo cuando quieras hablar.',
    failed: (kind) =>
      kind === 'camera'
        ? 'La cámara no arrancó. Haz clic otra vez o elige otra.'
        : 'El micrófono no arrancó. Haz clic otra vez o elige otro.',
  },
  title: 'Sonido y cámara',
  microphone: 'Micrófono',
  speaker: 'Altavoz',
  camera: 'Cámara',
  level: 'Con qué volumen te oye el micrófono',
  meterClosed: 'Abre el micrófono para ver si te oye.',
  check: 'Grabar tres segundos y escuchar',
  checks: {
    idle: 'Se queda en la memoria de esta página y nadie más lo oye.',
    recording: 'Di algo…',
    playing: 'Así suenas.',
    failed: 'No se pudo reproducir la grabación.',
  },
  tone: 'Reproducir un tono',
  toneOn: 'Escucha…',
  usualSpeaker: 'Como lo tenga el dispositivo',
  speakerFixed: 'Este navegador suena donde suena el dispositivo. Elige el altavoz en los ajustes del dispositivo.',
  whichSpeaker: 'Qué altavoz',
  cameraClosed: 'Abre la cámara para verte.',
  processing: {
    echoCancellation: 'Que el altavoz no entre en el micrófono',
    noiseSuppression: 'Quitar el ruido',
    autoGainControl: 'Igualar mi volumen',
  },
  pushToTalk: 'Hablar solo mientras se pulsa la barra espaciadora; los botones se pulsan entonces con Intro',
  remembered: 'Lo que elijas se conserva hasta cerrar esta página, y en ningún otro sitio.',
};
