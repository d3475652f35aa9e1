// How many columns make the biggest tiles: plain geometry, so that drawing and asking the server
// for heights agree.

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

export const gap = 12;
const aspectWidest = 16 / 9;
const aspectNarrowest = 1.25; // where a 16:9 picture still fills its tile (see mayCover)

/**
 * The grid of `count` tiles whose tiles have the largest area within the room given. A single tile
 * may be as tall as the room: a phone's picture is.
 */
export function bestGrid(count: number, width: number, height: number): Grid {
  const narrowest = count === 1 ? 0 : aspectNarrowest;
  let best: Grid = { columns: 1, rows: Math.max(1, count), tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = fit(part(width, columns), part(height, rows), narrowest);
    const isBigger = size.tileWidth * size.tileHeight > best.tileWidth * best.tileHeight;
    if (isBigger) best = { columns, rows, ...size };
  }
  return best;
}

function part(length: number, parts: number): number {
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
