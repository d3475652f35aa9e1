import type { Permission } from '../../meeting/state';

const forbidden: Readonly<Record<Exclude<Permission, 'everyone'>, string>> = {
  hosts: 'Only hosts may react in this meeting',
  nobody: 'The hosts have turned reactions off',
};

/** Raised hands and reactions. */
export const hands = {
  raise: 'Raise hand',
  lower: 'Lower hand',
  react: 'React',
  forbidden,
  raised: 'Raised hands',
  place: (place: number) => `hand raised, number ${place}`,
  symbols: {
    '👍': 'thumbs up',
    '❤️': 'heart',
    '👏': 'applause',
    '🎉': 'celebration',
    '😂': 'laughter',
    '😮': 'surprise',
  },
};
