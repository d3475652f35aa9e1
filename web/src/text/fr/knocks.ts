import type { Area } from '../area';
import { plural } from './formats';

export const knocks: Area<'knocks'> = {
  door: 'À la porte',
  count: (count) => plural(count, { one: 'Quelqu’un est à la porte', other: `${count} à la porte` }),
  admitAll: 'Tous les faire entrer',
  showWho: 'Montrer qui',
  unverified: 'non vérifié',
  withInvite: (label) => `Avec l’invitation pour ${label}.`,
  mayBeBack:
    'Quelqu’un de ce nom était ici il y a moins d’une minute et a perdu la connexion. C’est peut-être la même personne, ou quelqu’un qui a pris ce nom.',
  admit: 'Faire entrer',
  admitName: (name) => `Faire entrer ${name}`,
  deny: 'Refuser',
  denyName: (name) => `Refuser ${name}`,
};
