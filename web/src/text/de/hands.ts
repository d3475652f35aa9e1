import type { Area } from '../area';

export const hands: Area<'hands'> = {
  raise: 'Hand heben',
  lower: 'Hand senken',
  react: 'Reagieren',
  forbidden: {
    hosts: 'In diesem Meeting dürfen nur Hosts reagieren',
    nobody: 'Die Hosts haben Reaktionen abgeschaltet',
  },
  raised: 'Gehobene Hände',
  place: (place) => `Hand gehoben, Nummer ${place}`,
  symbols: {
    '👍': 'Daumen hoch',
    '❤️': 'Herz',
    '👏': 'Applaus',
    '🎉': 'Feiern',
    '😂': 'Lachen',
    '😮': 'Staunen',
  },
};
