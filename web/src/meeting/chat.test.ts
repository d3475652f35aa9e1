import { expect, test } from 'vitest';
import { type Line, lineGroups, withLine } from './chat';

const lineOf = (connection: number, time: number): Omit<Line, 'key'> => ({
  id: { connection, number: time },
  author: { leaf: connection, name: 'Ada', isSelf: false },
  time,
  body: { type: 'words', text: 'x', quote: undefined },
});

test('lines of one person in a row stand together, unless much time passed or somebody else has the name', () => {
  const times = [[1, 0], [1, 60_000], [1, 200_000], [2, 210_000], [1, 211_000]] as const;
  const lines = times.reduce<readonly Line[]>((all, [who, time]) => withLine(all, lineOf(who, time)), []);
  expect(lineGroups(lines).map((group) => group.lines.length)).toEqual([2, 1, 1, 1]);
});
