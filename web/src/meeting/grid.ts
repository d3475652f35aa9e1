// Where tiles stand: plain geometry, so that drawing and asking the server for heights agree.
// All lengths are CSS pixels; x counts from the side where reading begins.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

export const aspectWidest = 16 / 9;
const aspectNarrowest = 1.25; // where a 16:9 picture still fills its tile (see mayCover)
const narrowMax = 600; // a phone's width
const stripLeast = 64; // so that four stand side by side on one
/** What the buttons that turn pages take of a grid's or a column's height, or of a row's width. */
export const pagerRoom = { width: 100, height: 48 };

export function gapOf(width: number): number {
  return width < narrowMax ? 8 : 12;
}

/**
 * The grid of `count` tiles whose tiles have the largest area within the room given. A single tile
 * may be as tall as the room: a phone's picture is.
 */
export function bestGrid(count: number, width: number, height: number): Grid {
  const narrowest = count === 1 ? 0 : aspectNarrowest;
  const gap = gapOf(width);
  let best: Grid = { columns: 1, rows: Math.max(1, count), tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = fit(part(width, columns, gap), part(height, rows, gap), narrowest);
    const isBigger = size.tileWidth * size.tileHeight > best.tileWidth * best.tileHeight;
    if (isBigger) best = { columns, rows, ...size };
  }
  return best;
}

/** The boxes of that grid, in the middle of the room; a last row that is not full in its own middle. */
export function gridBoxes(count: number, width: number, height: number): readonly Box[] {
  const { columns, rows, tileWidth, tileHeight } = bestGrid(count, width, height);
  const gap = gapOf(width);
  const top = (height - extent(rows, tileHeight, gap)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const start = (width - extent(inRow, tileWidth, gap)) / 2;
    const x = start + (index % columns) * (tileWidth + gap);
    return { x: Math.floor(x), y: Math.floor(top + row * (tileHeight + gap)), width: tileWidth, height: tileHeight };
  });
}

function extent(count: number, length: number, gap: number): number {
  return count * length + (count - 1) * gap;
}

function part(length: number, parts: number, gap: number): number {
  return Math.max(0, (length - gap * (parts - 1)) / parts);
}

function fit(width: number, height: number, narrowest: number) {
  const tileWidth = Math.min(width, height * aspectWidest);
  const tileHeight = narrowest === 0 ? height : Math.min(height, width / narrowest);
  return { tileWidth: Math.floor(tileWidth), tileHeight: Math.floor(tileHeight) };
}

const coverLeast = 0.7;

/** Whether a picture may fill a tile: only if at least this much of it stays to be seen. */
export function mayCover(pictureAspect: number, tileAspect: number): boolean {
  if (!(pictureAspect > 0) || !(tileAspect > 0)) return false;
  const ratio = pictureAspect / tileAspect;
  return Math.min(ratio, 1 / ratio) >= coverLeast;
}

export interface StageBoxes {
  readonly stage: Box;
  /** As many small boxes as fit beside or below it. */
  readonly strip: readonly Box[];
}

/** One large box and a strip of small ones, on the side that leaves the large one the most. */
export function stageBoxes(count: number, width: number, height: number): StageBoxes {
  if (count === 0) return { stage: { x: 0, y: 0, width, height }, strip: [] };
  const beside = besideStage(count, width, height);
  const below = belowStage(count, width, height);
  return pictured(beside.stage) > pictured(below.stage) ? beside : below;
}

/** The corner of the other's picture in which one sees oneself. */
export function cornerBox(picture: Box): Box {
  const gap = gapOf(picture.width);
  const width = Math.round(between(96, Math.min(picture.width * 0.22, picture.height * 0.36), 248));
  const height = Math.round((width * 3) / 4);
  const x = picture.x + picture.width - width - gap;
  return { x, y: picture.y + picture.height - height - gap, width, height };
}

function besideStage(count: number, width: number, height: number): StageBoxes {
  const gap = gapOf(width);
  const small = Math.round(between(112, width * 0.16, 264));
  const smallHeight = Math.round(small / aspectWidest);
  const fitting = fittingIn(height, pagerRoom.height, count, smallHeight, gap);
  const top = (height - (fitting < count ? pagerRoom.height : 0) - extent(fitting, smallHeight, gap)) / 2;
  const box = (index: number) => ({
    x: width - small,
    y: Math.floor(top + index * (smallHeight + gap)),
    width: small,
    height: smallHeight,
  });
  const stage = { x: 0, y: 0, width: Math.max(0, width - small - gap), height };
  return { stage, strip: Array.from({ length: fitting }, (_, index) => box(index)) };
}

function belowStage(count: number, width: number, height: number): StageBoxes {
  const gap = gapOf(width);
  const smallHeight = width < narrowMax ? stripLeast : Math.round(between(stripLeast, height * 0.12, 150));
  const small = Math.round(smallHeight * aspectNarrowest);
  const fitting = fittingIn(width, pagerRoom.width, count, small, gap);
  const start = (width - (fitting < count ? pagerRoom.width : 0) - extent(fitting, small, gap)) / 2;
  const box = (index: number) => ({
    x: Math.floor(start + index * (small + gap)),
    y: height - smallHeight,
    width: small,
    height: smallHeight,
  });
  const stage = { x: 0, y: 0, width, height: Math.max(0, height - smallHeight - gap) };
  return { stage, strip: Array.from({ length: fitting }, (_, index) => box(index)) };
}

/** All of them if there is room; else as many as leave room for turning pages. */
function fittingIn(length: number, pager: number, count: number, each: number, gap: number): number {
  const fit = (room: number) => Math.max(1, Math.floor((room + gap) / (each + gap)));
  return fit(length) >= count ? count : Math.min(count - 1, fit(length - pager)) || 1;
}

/** How large a picture of the usual shape would be in there. */
function pictured({ width, height }: Box): number {
  return Math.min(width, height * aspectWidest);
}

function between(least: number, wanted: number, most: number): number {
  return Math.min(Math.max(wanted, least), most);
}
