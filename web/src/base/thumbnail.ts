// A picture made tiny, so that two can be compared: is this still what the person looked at?
//
// Far is meant for another window, another page, another presentation. Typing, scrolling and a
// pointer change few cells, or many of them a little, and are not far.

export interface Thumbnail {
  /** Width over height of the picture it was made of. */
  readonly aspect: number;
  /** Red, green, blue and alpha of each cell, row by row. */
  readonly cells: Uint8ClampedArray;
}

const columns = 32;
const rows = 18;
const levelsLeast = 40; // of 255, in one colour: less is noise of the encoder
const changedMost = 0.5; // of the cells
const aspectSlack = 0.02; // an encoder rounds to whole pixels

export function isFar(a: Thumbnail, b: Thumbnail): boolean {
  return hasOtherShape(a.aspect, b.aspect) || changedPart(a.cells, b.cells) > changedMost;
}

export function hasOtherShape(a: number, b: number): boolean {
  return Math.abs(a / b - 1) > aspectSlack;
}

function changedPart(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let changed = 0;
  for (let cell = 0; cell < a.length; cell += 4) {
    if (difference(a, b, cell) >= levelsLeast) changed += 1;
  }
  return changed / (a.length / 4);
}

function difference(a: Uint8ClampedArray, b: Uint8ClampedArray, cell: number): number {
  let most = 0;
  for (let i = cell; i < cell + 3; i++) most = Math.max(most, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return most;
}

/** Makes thumbnails, one after the other, on one canvas that nobody sees. */
export class Miniature {
  private readonly context = new OffscreenCanvas(columns, rows).getContext('2d', { willReadFrequently: true });

  of(picture: CanvasImageSource, width: number, height: number): Thumbnail {
    if (this.context === null || width === 0 || height === 0) throw new Error('nothing to look at');
    this.context.drawImage(picture, 0, 0, columns, rows);
    return { aspect: width / height, cells: this.context.getImageData(0, 0, columns, rows).data };
  }
}
