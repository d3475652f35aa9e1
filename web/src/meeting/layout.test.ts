import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { type Box, bestGrid, gapOf, gridBoxes, mayCover, stageBoxes } from './grid';
import { after, roster, says, slotsReady, viewport } from './fixtures';
import { layout } from './layout';
import type { MeetingState } from './state';
import { areSameWishes, nextWishes, slotsNeeded } from './wishes';

const track = {} as MediaStreamTrack;
const names = (count: number) => Array.from({ length: count }, (_, i) => `P${i}`);
const tiles = (state: MeetingState) => layout(state).places.map((place) => place.tile);
const partsOf = (state: MeetingState, part: string) =>
  layout(state).places.filter((place) => place.part === part).map((place) => place.tile.name);
const meeting = (count: number, ...more: readonly MeetingEvent[]) =>
  after([viewport(1280, 640), slotsReady(track), roster(names(count)), ...more]);

test('tiles stay inside the window, between 5:4 and 16:9, for every count and shape', () => {
  for (const [width, height] of [[1280, 640], [360, 560], [640, 300], [1920, 1000]] as const) {
    for (let count = 2; count <= 49; count++) {
      const grid = bestGrid(count, width, height);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(grid.columns * grid.tileWidth + (grid.columns - 1) * gapOf(width)).toBeLessThanOrEqual(width);
      expect(grid.rows * grid.tileHeight + (grid.rows - 1) * gapOf(width)).toBeLessThanOrEqual(height);
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

const isInside = (box: Box, width: number, height: number) =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
const doOverlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('no box leaves the room or covers another, in a grid or beside a stage, in any window', () => {
  for (const [width, height] of [[344, 560], [620, 300], [1248, 640], [1888, 980], [3808, 2000]] as const) {
    for (let count = 1; count <= 49; count++) {
      const { stage, strip } = stageBoxes(count, width, height);
      for (const boxes of [gridBoxes(count, width, height), [stage, ...strip]]) {
        expect(boxes.every((box) => isInside(box, width, height))).toBe(true);
        expect(boxes.some((box, i) => boxes.slice(i + 1).some((other) => doOverlap(box, other)))).toBe(false);
      }
    }
  }
});

test('the strip stands beside the stage in a wide window and below it in a tall one', () => {
  expect(stageBoxes(4, 1280, 640).strip[0]?.x).toBeGreaterThan(1000);
  expect(stageBoxes(4, 344, 560).strip[0]?.y).toBeGreaterThan(400);
});

test('alone one sees oneself; with one other, oneself in the corner; with more, among them', () => {
  expect(partsOf(meeting(1), 'grid')).toEqual(['P0']);
  expect(partsOf(meeting(2), 'grid')).toEqual(['P1']);
  expect(partsOf(meeting(2), 'corner')).toEqual(['P0']);
  expect(partsOf(meeting(3), 'grid')).toEqual(['P0', 'P1', 'P2']);
  expect(partsOf(meeting(3), 'corner')).toEqual([]);
});

test('who hides their own picture still sees everybody else', () => {
  for (const count of [2, 3, 9]) {
    expect(tiles(meeting(count, { type: 'selfHiddenToggled' })).map((tile) => tile.name)).toEqual(names(count).slice(1));
  }
});

test('the speaker arrangement puts who speaks on the stage, and never oneself', () => {
  const speaks = (leaf: number): MeetingEvent => ({ type: 'voiceHeard', leaf, isSpeaking: true, time: 1_000 });
  const wakes: MeetingEvent = { type: 'timeCame', time: 9_000 };
  const speaker: MeetingEvent = { type: 'arrangementToggled' };
  expect(partsOf(meeting(4, speaker, speaks(2), wakes), 'stage')).toEqual(['P2']);
  expect(partsOf(meeting(4, speaker, speaks(0), wakes), 'stage')).toEqual(['P1']);
  expect(partsOf(meeting(4, speaker, speaker, speaks(2), wakes), 'stage')).toEqual([]);
  expect(tiles(meeting(4, speaks(2))).filter((tile) => tile.isSpeaking).map((tile) => tile.name)).toEqual(['P2']);
});

test('a shared screen takes the stage, may be sent back among the tiles, and the next one takes it again', () => {
  const shows = (leaf: number, screen: boolean) => says(leaf, { camera: true, screen });
  const shared = meeting(4, shows(2, true));
  expect(layout(shared)).toMatchObject({ arrangement: 'share' });
  expect(layout(shared).places[0]?.tile).toMatchObject({ id: '2 screen', source: 'screen', leaf: 2 });
  expect(layout(shared).places.length).toBe(5); // their camera stays beside it
  const small = after([{ type: 'arrangementToggled' }], shared);
  expect(layout(small)).toMatchObject({ arrangement: 'gallery' });
  expect(layout(small).places.length).toBe(5);
  expect(layout(after([shows(2, false), shows(3, true)], small)).arrangement).toBe('share');
  expect(layout(after([shows(2, false)], shared)).arrangement).toBe('gallery');
});

test('a pinned tile is on the stage until it is unpinned, otherwise arranged, or gone', () => {
  const pin: MeetingEvent = { type: 'tilePinned', tile: '3 camera' };
  const pinned = meeting(5, pin);
  expect(partsOf(pinned, 'stage')).toEqual(['P3']);
  expect(partsOf(after([pin], pinned), 'stage')).toEqual([]);
  expect(partsOf(after([{ type: 'arrangementToggled' }], pinned), 'stage')).toEqual([]);
  expect(partsOf(after([roster(names(3))], pinned), 'stage')).toEqual([]);
});

test('everybody is on exactly one page, pages are about as full as each other, and who spoke is on the first', () => {
  const crowd = after([viewport(344, 560), slotsReady(track), roster(names(40))]);
  const { pageCount } = layout(crowd);
  expect(pageCount).toBeGreaterThan(2);
  const onPage = (state: MeetingState, page: number) => tiles(after([{ type: 'pageTurned', page }], state)).map((tile) => tile.name);
  const everyone = Array.from({ length: pageCount }, (_, page) => onPage(crowd, page));
  expect(everyone.flat().sort()).toEqual(names(40).sort());
  const sizes = everyone.map((page) => page.length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(pageCount);
  expect(everyone[0]).not.toContain('P39');
  const heard = after([{ type: 'voiceHeard', leaf: 39, isSpeaking: true, time: 0 }, { type: 'timeCame', time: 5_000 }], crowd);
  expect(onPage(heard, 0)).toContain('P39');
  expect(layout(after([{ type: 'pageTurned', page: 99 }], crowd)).page).toBe(pageCount - 1);
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
  const [, first, second] = tiles(state);
  const pictured = [first, second].filter((tile) => tile?.picture !== undefined);
  expect(pictured.map((tile) => tile?.name)).toEqual(['P2']);
});

test('a camera said to be off shows no last frame', () => {
  const state = meeting(
    3,
    { type: 'slotCarries', mid: '4', leaf: 1, source: 'camera' },
    says(1, { microphone: true }),
  );
  expect(tiles(state).find((tile) => tile.leaf === 1)?.picture).toBeUndefined();
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
  expect(tiles(state)[0]?.seal).toBe('shut');
});

test('more people than fit are counted, not drawn', () => {
  const crowd = after([viewport(320, 400), slotsReady(track), roster(names(60))]);
  const { places, hiddenCount } = layout(crowd);
  expect(places.every((place) => place.width >= 120)).toBe(true);
  expect(places.length + hiddenCount).toBe(60);
});

test('asks for every other camera at the height it is drawn, and for every microphone', () => {
  const wishes = nextWishes(meeting(3));
  expect(wishes.map((wish) => [wish.connection, wish.source])).toEqual([
    [101, 'camera'],
    [102, 'camera'],
    [101, 'microphone'],
    [102, 'microphone'],
  ]);
  expect(wishes[0]?.height).toBe(layout(meeting(3)).places[0]?.height);
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
  expect(nextWishes(state)[0]?.height).toBe(2 * (layout(state).places[0]?.height ?? 0));
});

test('asks only for the page that is seen, and for a screen in all its pixels', () => {
  const crowd = after([viewport(344, 560), slotsReady(track, 40, 24), roster(names(40)), { type: 'pageTurned', page: 1 }]);
  const cameras = nextWishes(crowd).filter((wish) => wish.source === 'camera').map((wish) => wish.connection);
  expect(cameras).toEqual(tiles(crowd).map((tile) => tile.connection));
  const shared = meeting(3, says(1, { camera: true, screen: true }), viewport(1900, 1000, 2));
  const [screen, ...rest] = nextWishes(shared);
  expect(screen).toMatchObject({ connection: 101, source: 'screen', height: 2 * 1000 });
  expect(rest.every((wish) => wish.source !== 'camera' || (wish.priority < (screen?.priority ?? 0) && wish.height < 500))).toBe(true);
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
  const state = meeting(12, says(1));
  const sounds = nextWishes(state).filter((wish) => wish.source === 'microphone');
  expect(sounds.some((wish) => wish.connection === 101)).toBe(false);
});

test('knows the same wish again', () => {
  expect(areSameWishes(nextWishes(meeting(3)), nextWishes(meeting(3)))).toBe(true);
  expect(areSameWishes(nextWishes(meeting(3)), nextWishes(meeting(4)))).toBe(false);
});
