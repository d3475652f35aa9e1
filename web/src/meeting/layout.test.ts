import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster, slotsReady, viewport } from './fixtures';
import { bestGrid, gap, mayCover } from './grid';
import { layout } from './layout';
import { areSameWishes, nextWishes, slotsNeeded } from './wishes';

const track = {} as MediaStreamTrack;
const names = (count: number) => Array.from({ length: count }, (_, i) => `P${i}`);
const meeting = (count: number, ...more: readonly MeetingEvent[]) =>
  after([viewport(1280, 640), slotsReady(track), roster(names(count)), ...more]);

test('tiles stay inside the window, between 5:4 and 16:9, for every count and shape', () => {
  for (const [width, height] of [[1280, 640], [360, 560], [640, 300], [1920, 1000]] as const) {
    for (let count = 2; count <= 49; count++) {
      const grid = bestGrid(count, width, height);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(grid.columns * grid.tileWidth + (grid.columns - 1) * gap).toBeLessThanOrEqual(width);
      expect(grid.rows * grid.tileHeight + (grid.rows - 1) * gap).toBeLessThanOrEqual(height);
      const aspect = grid.tileWidth / grid.tileHeight;
      expect(aspect).toBeGreaterThan(1.22);
      expect(aspect).toBeLessThan(1.83);
    }
  }
});

test('four people stand two by two, nine three by three, two on a phone one above the other', () => {
  expect(bestGrid(4, 1280, 640)).toMatchObject({ columns: 2, rows: 2 });
  expect(bestGrid(9, 1280, 640)).toMatchObject({ columns: 3, rows: 3 });
  expect(bestGrid(2, 360, 560)).toMatchObject({ columns: 1, rows: 2 });
});

test('a window without room has tiles without size, not an error', () => {
  expect(bestGrid(3, 0, 0)).toMatchObject({ tileWidth: 0, tileHeight: 0 });
  expect(bestGrid(0, 100, 100)).toMatchObject({ tileWidth: 0, tileHeight: 0 });
});

test('a picture covers a tile only if most of it stays to be seen', () => {
  expect(mayCover(16 / 9, 4 / 3)).toBe(true);
  expect(mayCover(16 / 9, 1)).toBe(false);
  expect(mayCover(9 / 16, 16 / 9)).toBe(false);
  expect(mayCover(0, 1)).toBe(false);
});

test('alone one sees oneself; with one other, oneself in the corner; with more, among them', () => {
  expect(layout(meeting(1)).tiles.map((tile) => tile.name)).toEqual(['P0']);
  const pair = layout(meeting(2));
  expect(pair.tiles.map((tile) => tile.name)).toEqual(['P1']);
  expect(pair.corner?.name).toBe('P0');
  const three = layout(meeting(3));
  expect(three.tiles.map((tile) => tile.name)).toEqual(['P0', 'P1', 'P2']);
  expect(three.corner).toBeUndefined();
});

test('a picture is drawn under the name of the key that opened it, not of the slot asked for', () => {
  const asked = meeting(3);
  const state = after(
    [
      { type: 'wished', wishes: nextWishes(asked) },
      { type: 'slotCarries', mid: nextWishes(asked)[0]?.mid ?? '', leaf: 2, source: 'camera' },
    ],
    asked,
  );
  const [, first, second] = layout(state).tiles;
  const pictured = [first, second].filter((tile) => tile?.picture !== undefined);
  expect(pictured.map((tile) => tile?.name)).toEqual(['P2']);
});

test('a camera said to be off shows no last frame', () => {
  const says = { microphone: true, camera: false, screen: false };
  const state = meeting(
    3,
    { type: 'slotCarries', mid: '4', leaf: 1, source: 'camera' },
    { type: 'memberSays', leaf: 1, says },
  );
  expect(layout(state).tiles.find((tile) => tile.leaf === 1)?.picture).toBeUndefined();
});

test('frames that no key opens put a warning on the tile of the person asked for', () => {
  const asked = meeting(2);
  const wishes = nextWishes(asked);
  const state = after(
    [
      { type: 'wished', wishes },
      {
        type: 'framesCounted',
        received: [{ mid: wishes[0]?.mid ?? '', opened: 0, dropped: 12 }],
      },
    ],
    asked,
  );
  expect(layout(state).tiles[0]?.seal).toBe('shut');
});

test('more people than fit are counted, not drawn', () => {
  const crowd = after([viewport(320, 400), slotsReady(track), roster(names(60))]);
  const { tiles, hiddenCount, grid } = layout(crowd);
  expect(grid.tileWidth).toBeGreaterThanOrEqual(100);
  expect(tiles.length + hiddenCount).toBe(60);
});

test('asks for every other camera at the height it is drawn, and for every microphone', () => {
  const wishes = nextWishes(meeting(3));
  const { grid } = layout(meeting(3));
  expect(wishes.map((wish) => [wish.connection, wish.source])).toEqual([
    [101, 'camera'],
    [102, 'camera'],
    [101, 'microphone'],
    [102, 'microphone'],
  ]);
  expect(wishes[0]?.height).toBe(grid.tileHeight);
  expect(wishes[2]?.height).toBe(0);
});

test('asks for everybody at a middling height before the page is laid out', () => {
  const early = nextWishes(after([slotsReady(track), roster(names(4))]));
  expect(early.filter((wish) => wish.source === 'camera').map((wish) => wish.height)).toEqual([
    360, 360, 360,
  ]);
});

test('asks for real pixels on a fine screen', () => {
  const state = after([viewport(600, 400, 2), slotsReady(track), roster(names(4))]);
  expect(nextWishes(state)[0]?.height).toBe(2 * layout(state).grid.tileHeight);
});

test('a stream keeps its slot when others come and go', () => {
  const three = meeting(3);
  const kept = after([{ type: 'wished', wishes: nextWishes(three) }], three);
  const midOf = (wishes: ReturnType<typeof nextWishes>, connection: number) =>
    wishes.find((wish) => wish.connection === connection && wish.source === 'camera')?.mid;
  const without = after(
    [
      {
        type: 'roster',
        epoch: 9,
        safetyCode: '',
        safetyWords: [],
        policy: kept.policy,
        members: kept.members.filter((member) => member.leaf !== 1),
      },
    ],
    kept,
  );
  expect(midOf(nextWishes(without), 102)).toBe(midOf(kept.wishes, 102));
});

test('no slot is asked for twice, and none too many', () => {
  const wishes = nextWishes(meeting(30));
  expect(new Set(wishes.map((wish) => wish.mid)).size).toBe(wishes.length);
  expect(wishes.length).toBe(17);
  expect(slotsNeeded(meeting(30))).toEqual({ video: 29, audio: 24 });
});

test('open microphones come first when there are more than slots', () => {
  const quiet = { microphone: false, camera: false, screen: false };
  const state = meeting(12, { type: 'memberSays', leaf: 1, says: quiet });
  const sounds = nextWishes(state).filter((wish) => wish.source === 'microphone');
  expect(sounds.some((wish) => wish.connection === 101)).toBe(false);
});

test('knows the same wish again', () => {
  expect(areSameWishes(nextWishes(meeting(3)), nextWishes(meeting(3)))).toBe(true);
  expect(areSameWishes(nextWishes(meeting(3)), nextWishes(meeting(4)))).toBe(false);
});
