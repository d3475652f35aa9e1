import type { Area } from '../area';

export const quality: Area<'quality'> = {
  title: 'Qualité de l’appel',
  show: 'Montrer la dernière minute',
  hide: 'Cacher',
  good: 'Le son et l’image arrivent et partent bien.',
  ownUpload: 'Votre réseau porte moins que ce que votre caméra et votre micro envoient. On vous voit peut-être flou.',
  ownDownload: 'Votre réseau perd beaucoup de ce qui arrive. Les images sont floues et le son peut se couper.',
  ownDevice: 'Cet appareil est trop occupé pour bien encoder votre caméra. Fermez d’autres programmes.',
  theirs: (names) => `${names.join(', ')} : flou, alors que le reste va bien. C’est leur réseau ou leur caméra.`,
  sent: 'Envoyé',
  received: 'Reçu',
  lost: 'Perdu à l’arrivée',
  roundTrip: 'Aller-retour au serveur',
  kbps: (value) => `${Math.round(value)} kbit/s`,
  percent: (value) => `${(value * 100).toFixed(1).replace('.', ',')} %`,
  milliseconds: (value) => `${Math.round(value)} ms`,
};
