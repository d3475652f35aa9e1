import type { Area } from '../area';

export const asks: Area<'asks'> = {
  ask: 'Pedir…',
  asked: 'Pedido',
  requests: {
    mute: 'Silenciarse',
    unmute: 'Activar el micro',
    stopCamera: 'Cerrar la cámara',
    stopShare: 'Dejar de compartir',
    lowerHand: 'Bajar la mano',
  },
  asksYou: {
    mute: (name) => `${name} te pide que te silencies`,
    unmute: (name) => `${name} te pide que actives tu micrófono`,
    stopCamera: (name) => `${name} te pide que cierres tu cámara`,
    stopShare: (name) => `${name} te pide que dejes de compartir`,
    lowerHand: (name) => `${name} te pide que bajes la mano`,
  },
  yours: 'Tú decides. No pasa nada antes de tu clic.',
  notNow: 'Ahora no',
};
