import type { Area } from '../area';

export const asks: Area<'asks'> = {
  ask: 'Demander…',
  asked: 'Demandé',
  requests: {
    mute: 'Couper le micro',
    unmute: 'Ouvrir le micro',
    stopCamera: 'Couper la caméra',
    stopShare: 'Arrêter le partage',
    lowerHand: 'Baisser la main',
  },
  asksYou: {
    mute: (name) => `${name} vous demande de couper votre micro`,
    unmute: (name) => `${name} vous demande d’ouvrir votre micro`,
    stopCamera: (name) => `${name} vous demande de couper votre caméra`,
    stopShare: (name) => `${name} vous demande d’arrêter le partage`,
    lowerHand: (name) => `${name} vous demande de baisser la main`,
  },
  yours: 'À vous de décider. Rien ne se passe avant votre clic.',
  notNow: 'Pas maintenant',
};
