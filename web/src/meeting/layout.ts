// Who is seen where, derived from the state: the one place that decides which tiles there are, how
// large, and which of them wait on another page.
import { type Box, bestGrid, cornerBox, gridBoxes, pagerRoom, stageBoxes } from './grid';
import type { MeetingState } from './state';
import { type Tile, personTiles, shareTiles } from './tiles';

export interface Place extends Box {
  readonly tile: Tile;
  readonly part: 'grid' | 'stage' | 'strip' | 'corner';
}

export interface Layout {
  readonly arrangement: 'gallery' | 'speaker' | 'share';
  readonly places: readonly Place[];
  readonly page: number;
  readonly pageCount: number;
  /** Tiles that this page has no room for. */
  readonly hiddenCount: number;
}

export const tilesMax = 49;
const tileWidthLeast = 120;

export function layout(state: MeetingState): Layout {
  const people = personTiles(state).filter((tile) => !tile.isSelf || !state.view.isSelfHidden);
  const shares = shareTiles(state);
  const stage = stageTile(state, people, shares);
  return stage === undefined ? gallery(state, [...shares, ...people]) : onStage(state, stage, [...shares, ...people]);
}

/** Whether the next arrangement concerns a shared screen as well. */
export function hasShare(state: MeetingState): boolean {
  return shareTiles(state).length > 0;
}

/** Whom the small window shows: the stage, else who spoke last, else the first other person. */
export function apartTile(state: MeetingState): Tile | undefined {
  const people = personTiles(state);
  const others = people.filter((tile) => !tile.isSelf);
  const lately = others.find((tile) => tile.leaf === state.speaker.leaf);
  return stageTile(state, people, shareTiles(state)) ?? lately ?? others[0] ?? people[0];
}

/** What was pinned, else a shared screen, else, where the person wants it so, who speaks. */
function stageTile({ view, speaker }: MeetingState, people: readonly Tile[], shares: readonly Tile[]): Tile | undefined {
  const pinned = [...shares, ...people].find((tile) => tile.id === view.pinned);
  if (pinned !== undefined) return pinned;
  if (shares.length > 0 && !view.isShareSmall) return shares[shares.length - 1];
  const others = people.filter((tile) => !tile.isSelf);
  if (view.arrangement === 'gallery' || others.length < 2) return undefined;
  return others.find((tile) => tile.leaf === speaker.leaf) ?? others[0];
}

function gallery(state: MeetingState, tiles: readonly Tile[]): Layout {
  const corner = cornerOf(state, tiles);
  const rest = tiles.filter((tile) => tile !== corner?.tile);
  const { width, height } = state.viewport;
  const isWhole = tilesThatFit(rest.length, width, height) === rest.length;
  const roomHeight = isWhole ? height : Math.max(0, height - pagerRoom.height);
  const shown = pageOf(state, rest, tilesThatFit(rest.length, width, roomHeight));
  const boxes = gridBoxes(shown.tiles.length, width, roomHeight);
  const places = shown.tiles.flatMap((tile, index) => placed(tile, 'grid', boxes[index]));
  return { ...shown, arrangement: 'gallery', places: corner === undefined ? places : [...places, corner] };
}

/** With exactly one other person, that person has the room and one's own picture the corner. */
function cornerOf({ viewport }: MeetingState, tiles: readonly Tile[]): Place | undefined {
  const [own, other] = tiles;
  if (tiles.length !== 2 || own?.isSelf !== true || other === undefined) return undefined;
  const [picture] = gridBoxes(1, viewport.width, viewport.height);
  return picture && { tile: own, part: 'corner', ...cornerBox(picture) };
}

function onStage(state: MeetingState, stage: Tile, tiles: readonly Tile[]): Layout {
  const { width, height } = state.viewport;
  const rest = tiles.filter((tile) => tile !== stage);
  const boxes = stageBoxes(rest.length, width, height);
  const shown = pageOf(state, rest, boxes.strip.length);
  const strip = shown.tiles.flatMap((tile, index) => placed(tile, 'strip', boxes.strip[index]));
  const arrangement = stage.source === 'screen' ? 'share' : 'speaker';
  return { ...shown, arrangement, places: [{ tile: stage, part: 'stage', ...boxes.stage }, ...strip] };
}

function placed(tile: Tile, part: Place['part'], box: Box | undefined): readonly Place[] {
  return box === undefined ? [] : [{ tile, part, ...box }];
}

/** Pages of about the same size; a page that is gone is the last one. */
function pageOf(state: MeetingState, tiles: readonly Tile[], fitting: number) {
  const pageCount = Math.max(1, Math.ceil(tiles.length / Math.max(1, fitting)));
  const page = Math.min(Math.max(0, state.view.page), pageCount - 1);
  const size = Math.ceil(tiles.length / pageCount);
  const shown = firstThings(tiles, size, state.speaker.recent).slice(page * size, (page + 1) * size);
  return { tiles: shown, page, pageCount, hiddenCount: tiles.length - shown.length };
}

/** Who spoke lately is on the first page, and nobody on it changes places for that. */
function firstThings(tiles: readonly Tile[], size: number, recent: readonly number[]): readonly Tile[] {
  if (tiles.length <= size) return tiles;
  const isFirst = (tile: Tile) => tile.isSelf || tile.source === 'screen';
  const lately = tiles.filter((tile) => !isFirst(tile) && recent.includes(tile.leaf));
  const others = tiles.filter((tile) => !isFirst(tile) && !lately.includes(tile));
  const first = new Set([...tiles.filter(isFirst), ...lately, ...others].slice(0, size));
  return [...tiles.filter((tile) => first.has(tile)), ...tiles.filter((tile) => !first.has(tile))];
}

function tilesThatFit(count: number, width: number, height: number): number {
  let fitting = Math.min(count, tilesMax);
  if (width === 0) return fitting; // not measured yet
  while (fitting > 1 && bestGrid(fitting, width, height).tileWidth < tileWidthLeast) fitting -= 1;
  return fitting;
}
