import type { Area } from '../area';

export const asks: Area<'asks'> = {
  ask: 'Bitten …',
  asked: 'Gebeten',
  requests: {
    mute: 'Stummschalten',
    unmute: 'Ton einschalten',
    stopCamera: 'Kamera ausschalten',
    stopShare: 'Teilen beenden',
    lowerHand: 'Hand senken',
  },
  asksYou: {
    mute: (name) => `${name} bittet dich, dich stummzuschalten`,
    unmute: (name) => `${name} bittet dich, deinen Ton einzuschalten`,
    stopCamera: (name) => `${name} bittet dich, deine Kamera auszuschalten`,
    stopShare: (name) => `${name} bittet dich, das Teilen zu beenden`,
    lowerHand: (name) => `${name} bittet dich, die Hand zu senken`,
  },
  yours: 'Du entscheidest. Vor deinem Klick geschieht nichts.',
  notNow: 'Jetzt nicht',
};
