import type { Script } from '../../base/names';
import type { Area } from '../area';
import { and } from './formats';

const scripts: Readonly<Record<Script, string>> = {
  latin: 'latin',
  greek: 'grec',
  cyrillic: 'cyrillique',
  armenian: 'arménien',
  hebrew: 'hébreu',
  arabic: 'arabe',
  georgian: 'géorgien',
  cherokee: 'cherokee',
  coptic: 'copte',
  thai: 'thaï',
  devanagari: 'devanagari',
  eastAsian: 'est-asiatique',
  other: 'autre',
};

export const names: Area<'names'> = {
  same: 'Quelqu’un d’autre ici porte le même nom.',
  looksLike: (other) => `Ce nom ressemble à ${other}, qui est quelqu’un d’autre.`,
  direction: 'Ce nom contient des signes qui inversent le sens de l’écriture : il peut se lire autrement qu’il n’est écrit.',
  invisible: 'Ce nom contient des caractères invisibles.',
  mixed: (found) =>
    `Ce nom mélange dans un mot des lettres de plusieurs alphabets : ${found.map((script) => scripts[script]).join(', ')}.`,
  symbols: 'Certaines lettres de ce nom sont des symboles faits pour ressembler à des lettres.',
  list: (shown, others) => and(others === 0 ? shown : [...shown, others === 1 ? '1 autre' : `${others} autres`]),
};
