import type { Script } from '../../base/names';
import type { Area } from '../area';
import { and } from './formats';

const scripts: Readonly<Record<Script, string>> = {
  latin: 'latino',
  greek: 'griego',
  cyrillic: 'cirílico',
  armenian: 'armenio',
  hebrew: 'hebreo',
  arabic: 'árabe',
  georgian: 'georgiano',
  cherokee: 'cheroqui',
  coptic: 'copto',
  thai: 'tailandés',
  devanagari: 'devanagari',
  eastAsian: 'de Asia oriental',
  other: 'otro',
};

export const names: Area<'names'> = {
  same: 'Otra persona aquí tiene el mismo nombre.',
  looksLike: (other) => `Este nombre se parece a ${other}, que es otra persona.`,
  direction: 'Este nombre contiene signos que invierten el sentido de la escritura: puede leerse de otra forma que la escrita.',
  invisible: 'Este nombre contiene caracteres que no se ven.',
  mixed: (found) =>
    `Este nombre mezcla en una palabra letras de alfabetos distintos: ${found.map((script) => scripts[script]).join(', ')}.`,
  symbols: 'Algunas letras de este nombre son símbolos hechos para parecer letras.',
  list: (shown, others) => and(others === 0 ? shown : [...shown, `${others} más`]),
};
