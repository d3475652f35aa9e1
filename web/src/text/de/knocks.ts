import type { Area } from '../area';
import { plural } from './formats';

export const knocks: Area<'knocks'> = {
  door: 'An der Tür',
  count: (count) => plural(count, { one: 'Jemand ist an der Tür', other: `${count} an der Tür` }),
  admitAll: 'Alle einlassen',
  showWho: 'Zeigen, wer',
  unverified: 'ungeprüft',
  withInvite: (label) => `Mit der Einladung für ${label}.`,
  mayBeBack:
    'Jemand mit diesem Namen war vor weniger als einer Minute hier und hat die Verbindung verloren. Das kann dieselbe Person sein, oder jemand, der den Namen genommen hat.',
  admit: 'Einlassen',
  admitName: (name) => `${name} einlassen`,
  deny: 'Abweisen',
  denyName: (name) => `${name} abweisen`,
};
