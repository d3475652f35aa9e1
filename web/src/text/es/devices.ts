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
};
