import type { Script } from '../../base/names';
import { and } from './formats';

const scripts: Readonly<Record<Script, string>> = {
  latin: 'Latin',
  greek: 'Greek',
  cyrillic: 'Cyrillic',
  armenian: 'Armenian',
  hebrew: 'Hebrew',
  arabic: 'Arabic',
  georgian: 'Georgian',
  cherokee: 'Cherokee',
  coptic: 'Coptic',
  thai: 'Thai',
  devanagari: 'Devanagari',
  eastAsian: 'East Asian',
  other: 'other',
};

/** What is odd about a name. */
export const names = {
  same: 'Somebody else here has the same name.',
  looksLike: (other: string) => `This name looks like ${other}, who is somebody else.`,
  direction: 'This name contains signs that turn the direction of writing: it may read differently from how it is written.',
  invisible: 'This name contains characters that cannot be seen.',
  mixed: (found: readonly Script[]) =>
    `This name mixes letters of different alphabets in one word: ${found.map((script) => scripts[script]).join(', ')}.`,
  symbols: 'Some letters of this name are symbols made to look like letters.',
  /** A list of names that is cut short. */
  list: (shown: readonly string[], others: number) =>
    and(others === 0 ? shown : [...shown, others === 1 ? '1 other' : `${others} others`]),
};
