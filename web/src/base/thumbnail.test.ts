import { expect, test } from 'vitest';
import { type Thumbnail, isFar } from './thumbnail';

const cells = 32 * 18;

/** All of one grey, but for the first `other` cells. */
function picture(grey: number, other = 0, otherGrey = 255, aspect = 16 / 9): Thumbnail {
  const data = new Uint8ClampedArray(cells * 4);
  for (let cell = 0; cell < cells; cell++) data.fill(cell < other ? otherGrey : grey, cell * 4, cell * 4 + 4);
  return { aspect, cells: data };
}

test('another picture is far, and so is one of another shape', () => {
  expect(isFar(picture(20), picture(230))).toBe(true);
  expect(isFar(picture(20), picture(20, 0, 0, 4 / 3))).toBe(true);
});

test('the same picture is near, also with the noise of an encoder', () => {
  expect(isFar(picture(20), picture(20))).toBe(false);
  expect(isFar(picture(20), picture(45))).toBe(false);
  expect(isFar(picture(20, 0, 0, 1280 / 720), picture(20, 0, 0, 1280 / 718))).toBe(false);
});

test('a window that opens over a part is near, over more than half is far', () => {
  expect(isFar(picture(20), picture(20, cells / 4))).toBe(false);
  expect(isFar(picture(20), picture(20, (cells * 3) / 4))).toBe(true);
});

test('one colour is enough', () => {
  const red = picture(20);
  const cellsOfRed = red.cells.map((value, i) => (i % 4 === 0 ? 200 : value));
  expect(isFar(picture(20), { ...red, cells: cellsOfRed })).toBe(true);
});
