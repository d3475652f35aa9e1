import type { Script } from '../../base/names';
import type { Area } from '../area';
import { and } from './formats';

const scripts: Readonly<Record<Script, string>> = {
  latin: 'Lateinisch',
  greek: 'Griechisch',
  cyrillic: 'Kyrillisch',
  armenian: 'Armenisch',
  hebrew: 'Hebräisch',
  arabic: 'Arabisch',
  georgian: 'Georgisch',
  cherokee: 'Cherokee',
  coptic: 'Koptisch',
  thai: 'Thai',
  devanagari: 'Devanagari',
  eastAsian: 'Ostasiatisch',
  other: 'andere',
};

export const names: Area<'names'> = {
  same: 'Jemand anderes hier hat denselben Namen.',
  looksLike: (other) => `Dieser Name sieht aus wie ${other}; das ist jemand anderes.`,
  direction: 'Dieser Name enthält Zeichen, die die Schreibrichtung umkehren: Er liest sich vielleicht anders, als er geschrieben ist.',
  invisible: 'Dieser Name enthält unsichtbare Zeichen.',
  mixed: (found) =>
    `Dieser Name mischt in einem Wort Buchstaben verschiedener Alphabete: ${found.map((script) => scripts[script]).join(', ')}.`,
  symbols: 'Einige Buchstaben dieses Namens sind Symbole, die wie Buchstaben aussehen.',
  list: (shown, others) =>
    and(others === 0 ? shown : [...shown, others === 1 ? '1 weitere Person' : `${others} weitere`]),
};
