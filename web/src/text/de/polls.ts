import type { Area } from '../area';
import { plural } from './formats';

export const polls: Area<'polls'> = {
  make: 'Alle fragen',
  poll: 'Umfrage',
  question: 'Deine Frage',
  option: (number) => `Antwort ${number}`,
  addOption: 'Noch eine Antwort',
  ask: 'Fragen',
  cancel: 'Abbrechen',
  close: 'Umfrage schließen',
  closed: 'Geschlossen',
  votes: (count) => plural(count, { one: '1 Stimme', other: `${count} Stimmen` }),
  open: 'Klicke noch einmal, um deine Stimme zu ändern',
  notKept: 'Diese Umfrage wird nicht mehr aufbewahrt.',
};
