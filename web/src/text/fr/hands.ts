import type { Area } from '../area';

export const hands: Area<'hands'> = {
  raise: 'Lever la main',
  lower: 'Baisser la main',
  react: 'Réagir',
  forbidden: {
    hosts: 'Seuls les hôtes peuvent réagir dans cette réunion',
    nobody: 'Les hôtes ont désactivé les réactions',
  },
  raised: 'Mains levées',
  place: (place) => `main levée, numéro ${place}`,
  symbols: {
    '👍': 'pouce levé',
    '❤️': 'cœur',
    '👏': 'applaudissements',
    '🎉': 'fête',
    '😂': 'rire',
    '😮': 'surprise',
  },
};
