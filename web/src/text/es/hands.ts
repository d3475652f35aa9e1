import type { Area } from '../area';

export const hands: Area<'hands'> = {
  raise: 'Levantar la mano',
  lower: 'Bajar la mano',
  react: 'Reaccionar',
  forbidden: {
    hosts: 'En esta reunión solo reaccionan los anfitriones',
    nobody: 'Los anfitriones han desactivado las reacciones',
  },
  raised: 'Manos levantadas',
  place: (place) => `mano levantada, número ${place}`,
  symbols: {
    '👍': 'pulgar arriba',
    '❤️': 'corazón',
    '👏': 'aplauso',
    '🎉': 'celebración',
    '😂': 'risa',
    '😮': 'sorpresa',
  },
};
