import type { Area } from '../area';
import { plural } from './formats';

export const polls: Area<'polls'> = {
  make: 'Demander à tous',
  poll: 'Sondage',
  question: 'Votre question',
  option: (number) => `Réponse ${number}`,
  addOption: 'Une réponse de plus',
  ask: 'Demander',
  cancel: 'Annuler',
  close: 'Clore le sondage',
  closed: 'Clos',
  votes: (count) => plural(count, { one: `${count} voix`, other: `${count} voix` }),
  open: 'Cliquez à nouveau pour changer votre voix',
  notKept: 'Ce sondage n’est plus gardé.',
};
