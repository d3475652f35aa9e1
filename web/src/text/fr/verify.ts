import type { Area } from '../area';

export const verify: Area<'verify'> = {
  title: 'Code de sécurité',
  meaning: 'Le même sur chaque appareil tant que vous avez tous les mêmes clés. Il change dès qu’une clé change.',
  epoch: 'Époque',
  advice: 'Lu à voix haute dans cette réunion, il prouve peu : utilisez un téléphone, un message ou l’écran de l’autre.',
  inDigits: 'Afficher en 30 chiffres',
  inWords: 'Afficher en 12 mots',
  isCompared: 'comparé',
  isNotCompared: 'non comparé',
  markName: (name) => `Marquer ${name} comme comparé`,
  marked: 'Comparé',
  mark: 'Marquer comme comparé',
  sideBySide: 'Côte à côte ?',
  exchange: 'L’un montre un code, l’autre le scanne. Cela marque la personne qui l’a montré, sur l’appareil qui a scanné.',
  showCode: 'Montrer mon code',
  hideCode: 'Cacher mon code',
  myCode: 'Mon code, pour la caméra d’un autre appareil',
  scan: 'Scanner un code',
  viewfinder: 'Ce que voit la caméra',
  hold: 'Tenez le code de l’autre appareil devant la caméra. Ce qu’elle voit n’est pas envoyé.',
  cancel: 'Annuler',
  cameraRefused: 'La caméra ne s’est pas ouverte. Autorisez-la à côté de la barre d’adresse, ou comparez le code à l’œil.',
  scanned: {
    marked: (name) => `C’est l’appareil de ${name}, et il a les mêmes clés que le vôtre. Marqué comme comparé.`,
    stranger:
      'Ce code n’appartient à aucune personne que votre appareil voit ici. Celui qui le montre est dans une autre réunion, ou quelqu’un se tient entre vous. Ne faites pas confiance à cette réunion avant de savoir lequel des deux.',
    differs: (name) =>
      `C’est l’appareil de ${name}, mais vous n’êtes pas dans le même état en ce moment. Attendez que personne n’arrive ni ne parte, et réessayez. Si cela persiste, quelqu’un se tient peut-être entre vous. Non marqué.`,
    own: 'C’est votre propre code. Scannez celui de l’autre appareil.',
    foreign:
      'Ce n’est pas le code d’une réunion. Sur l’autre appareil, ouvrez le code de sécurité et choisissez « Montrer mon code ».',
  },
};
