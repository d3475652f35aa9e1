import type { DeviceKind } from '../../meeting/state';
import type { Area } from '../area';

const the: Readonly<Record<DeviceKind, string>> = { microphone: 'le micro', camera: 'la caméra' };

export const devices: Area<'devices'> = {
  open: (kind) => `Ouvrir ${the[kind]}`,
  close: (kind) => `Fermer ${the[kind]}`,
  which: (kind) => (kind === 'camera' ? 'Quelle caméra' : 'Quel micro'),
  problems: {
    denied: (kind) =>
      kind === 'camera'
        ? 'La caméra n’a pas été autorisée. Autorisez-la à côté de la barre d’adresse, puis cliquez à nouveau.'
        : 'Le micro n’a pas été autorisé. Autorisez-le à côté de la barre d’adresse, puis cliquez à nouveau.',
    missing: (kind) =>
      kind === 'camera'
        ? 'Aucune caméra trouvée. Branchez-en une, ou venez sans.'
        : 'Aucun micro trouvé. Branchez-en un, ou venez sans.',
    busy: (kind) => `Un autre programme utilise ${the[kind]}. Fermez-le, puis cliquez à nouveau.`,
    unplugged: (kind) =>
      kind === 'camera'
        ? 'La caméra a été débranchée ou retirée. Elle est fermée maintenant.'
        : 'Le micro a été débranché ou retiré. Il est fermé maintenant.',
    enteredMuted: (kind) =>
      kind === 'camera'
        ? 'On entre dans cette réunion la caméra fermée. Ouvrez-la quand vous voudrez.'
        : 'On entre dans cette réunion le micro fermé. Ouvrez-le quand vous voudrez parler.',
    failed: (kind) =>
      kind === 'camera'
        ? 'La caméra n’a pas démarré. Cliquez à nouveau, ou choisissez-en une autre.'
        : 'Le micro n’a pas démarré. Cliquez à nouveau, ou choisissez-en un autre.',
  },
  title: 'Son et caméra',
  microphone: 'Micro',
  speaker: 'Haut-parleur',
  camera: 'Caméra',
  level: 'À quel volume le micro vous entend',
  meterClosed: 'Ouvrez le micro pour voir s’il vous entend.',
  check: 'Enregistrer trois secondes et écouter',
  checks: {
    idle: 'Cela reste dans la mémoire de cette page, et personne d’autre ne l’entend.',
    recording: 'Dites quelque chose…',
    playing: 'Voilà comment on vous entend.',
    failed: 'L’enregistrement n’a pas pu être lu.',
  },
  tone: 'Jouer un son',
  toneOn: 'Écoutez…',
  usualSpeaker: 'Comme l’appareil l’a réglé',
  speakerFixed: 'Ce navigateur joue là où joue l’appareil. Choisissez le haut-parleur dans les réglages de l’appareil.',
  whichSpeaker: 'Quel haut-parleur',
  cameraClosed: 'Ouvrez la caméra pour vous voir.',
  processing: {
    echoCancellation: 'Tenir le haut-parleur hors du micro',
    noiseSuppression: 'Tenir le bruit à l’écart',
    autoGainControl: 'Égaliser mon volume',
  },
  pushToTalk: 'Parler seulement tant que la barre d’espace est tenue ; la touche Entrée actionne alors les boutons',
  remembered: 'Vos choix sont gardés jusqu’à la fermeture de cette page, et nulle part ailleurs.',
};
