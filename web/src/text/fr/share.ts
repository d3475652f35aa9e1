import type { Surface } from '../../meeting/share';
import type { Area } from '../area';

const things: Readonly<Record<Surface, string>> = {
  tab: 'un onglet',
  window: 'une fenêtre',
  screen: 'tout votre écran',
  unknown: 'ce que vous avez choisi',
};

export const share: Area<'share'> = {
  share: 'Montrer',
  stopSharing: 'Ne plus montrer',
  notAllowed: 'Partage fermé',
  isSharing: (name) => `${name} montre son écran`,
  sharing: (surface, label) => `Vous montrez ${label === '' ? things[surface] : label}`,
  about: (surface, label) => `Vous allez montrer ${label === '' ? things[surface] : label}`,
  advice: {
    tab: 'Un onglet. Ce que vous y ouvrirez sera vu aussi.',
    window: 'Une fenêtre. Ce que vous y ouvrirez sera vu aussi.',
    screen: 'Un écran entier : les messages qui y apparaissent seront vus.',
    unknown: 'Ce navigateur ne dit pas si c’est une fenêtre ou tout l’écran. Regardez bien.',
  },
  withSound: 'Le son part avec.',
  problems: {
    failed: 'Le navigateur n’a rien donné à montrer. Cliquez encore, ou choisissez autre chose.',
    rules: 'Les règles de la réunion ne vous permettent plus de montrer quoi que ce soit. C’est terminé.',
  },

  chooseTitle: 'Montrer quelque chose',
  chooseText: 'Choisissez une fenêtre ou un onglet. Vous le voyez d’abord ici, et vous seul, jusqu’à ce que vous disiez oui.',
  pick: 'Choisir quoi montrer',
  cancel: 'Annuler',
  whole: 'Plutôt tout l’écran',
  sound: 'Avec le son de l’onglet',
  soundHint: 'Là où le navigateur le peut : les onglets de Chrome, Chromium et Edge.',
  modeTitle: 'Image',
  text: 'Texte net',
  motion: 'Mouvement fluide',
  motionHint: 'Pour les films. Seul un changement de forme retient alors l’image, non un changement soudain de ce qu’elle montre.',

  wholeTitle: 'Tout l’écran ?',
  wholeText: 'Tout le monde verra tout ce qui y apparaît : messages, autres fenêtres, ce que vous tapez. Montrez une seule fenêtre si vous le pouvez.',
  pickWhole: 'Choisir un écran',

  pickingTitle: 'Votre navigateur vous demande',
  pickingText: 'Choisissez-y quoi montrer. Personne ne le voit encore.',

  previewTitle: 'Tout le monde verra ceci',
  previewText: 'Personne ne l’a encore vu. Cherchez d’abord s’il y a quelque chose de privé.',
  heldTitle: 'Autre chose est affiché maintenant',
  heldText: 'C’est retenu : personne ne l’a vu. Le montrer à tous ?',
  wholeMeant: 'C’est tout mon écran, et je veux montrer tout ce qui y apparaît',
  taken: (name) => `${name} montre son écran. Vous pourrez commencer ensuite.`,
  waiting: 'L’aperçu arrive.',
  confirm: 'Le montrer à tous',

  live: 'En direct. Tout le monde le voit.',
  paused: 'En pause. Personne ne le voit.',
  held: 'Retenu. Personne ne le voit avant que vous l’ayez regardé.',
  preview: 'Personne ne le voit encore.',
  ending: 'Cela se termine.',
  pause: 'Pause',
  resume: 'Reprendre',

  pausedBy: (name) => `${name} a mis en pause, ou vérifie ce qui est affiché.`,
};
