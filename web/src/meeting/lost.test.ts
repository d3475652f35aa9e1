import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster } from './fixtures';
import { personTiles } from './tiles';

const met: readonly MeetingEvent[] = [{ type: 'joined' }, roster(['Ada', 'Ben', 'Cleo']), { type: 'mediaPath', path: 'connected' }];
const benVanished: MeetingEvent = { type: 'vanished', connection: 101 };
const withoutBen = roster(['Ada', 'Ben', 'Cleo']);
const lostTile = (...events: readonly MeetingEvent[]) =>
  personTiles(after([...met, ...events])).find((tile) => tile.name === 'Ben');

/** The same roster without Ben, whose leaf nobody has. */
function removed(): MeetingEvent {
  if (withoutBen.type !== 'roster') throw new Error('not a roster');
  return { ...withoutBen, members: withoutBen.members.filter((member) => member.name !== 'Ben') };
}

function back(): MeetingEvent {
  if (withoutBen.type !== 'roster') throw new Error('not a roster');
  const members = withoutBen.members.map((member) => (member.name === 'Ben' ? { ...member, connection: 201 } : member));
  return { ...withoutBen, members };
}

test('who vanished is shown as lost, before and after the keys changed', () => {
  expect(lostTile(benVanished)).toMatchObject({ trouble: 'lost', isGone: false });
  expect(lostTile(benVanished, removed())).toMatchObject({ trouble: 'lost', isGone: true, seal: 'idle' });
});

test('who left with a goodbye has no tile', () => {
  expect(lostTile(removed())).toBeUndefined();
});

test('a place is given up after its time', () => {
  expect(lostTile(benVanished, removed(), { type: 'placeGivenUp', connection: 101 })).toBeUndefined();
});

test('who comes back takes the place', () => {
  const tiles = personTiles(after([...met, benVanished, removed(), back()]));
  expect(tiles.map((tile) => tile.name)).toEqual(['Ada', 'Ben', 'Cleo']);
  expect(tiles[1]).toMatchObject({ isGone: false, connection: 201 });
});

test('nobody is lost whom nobody knew', () => {
  expect(after([...met, { type: 'vanished', connection: 999 }]).lost).toEqual([]);
});
