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
};
