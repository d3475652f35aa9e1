import { expect, test } from 'vitest';
import type { Thumbnail } from '../base/thumbnail';
import { type HeldReason, ScreenWatch } from './screen_watch';

function grey(level: number, aspect = 16 / 9): Thumbnail {
  return { aspect, cells: new Uint8ClampedArray(32 * 18 * 4).fill(level) };
}

/** A watch whose frames are what `show` says. */
function watching() {
  const held: HeldReason[] = [];
  let now = 0;
  let shown: Thumbnail | Error = grey(0);
  const watch = new ScreenWatch({
    makeLooker: () => ({
      look: () => (shown instanceof Error ? Promise.reject(shown) : Promise.resolve(shown)),
      close: () => undefined,
    }),
    onHeld: (reason) => held.push(reason),
    now: () => now,
  });
  const frame = (type: string) => ({ data: new ArrayBuffer(1), type, getMetadata: () => ({}) });
  const show = (picture: Thumbnail | Error, type = 'delta', after = 66_000) => {
    shown = picture;
    now += after;
    return watch.admits(frame(type));
  };
  const confirm = (level: number, isSteady = true) => watch.see({ picture: grey(level), isSteady });
  return { watch, held, show, confirm };
}

test('nothing passes before the person has looked', async () => {
  const { show, held } = watching();
  expect(await show(grey(20), 'key')).toBe(false);
  expect(held).toEqual([]);
});

test('what was confirmed passes, from a key frame on', async () => {
  const { show, confirm } = watching();
  confirm(20);
  expect(await show(grey(20))).toBe(false); // a delta frame that refers to nothing
  expect(await show(grey(20), 'key')).toBe(true);
  expect(await show(grey(30))).toBe(true);
});

test('the very first frame is compared with what was confirmed', async () => {
  const { show, confirm, held } = watching();
  confirm(20, false);
  expect(await show(grey(200), 'key')).toBe(false);
  expect(held).toEqual(['picture']);
});

test('another picture is held, and everything after it, until it was confirmed', async () => {
  const { show, confirm, held } = watching();
  confirm(20);
  await show(grey(20), 'key');
  expect(await show(grey(200))).toBe(false);
  expect(await show(grey(20), 'key')).toBe(false);
  expect(held).toEqual(['picture']);
  confirm(200);
  expect(await show(grey(200), 'key')).toBe(true);
});

test('a fade within a second is a change, a slow day is not', async () => {
  const fading = watching();
  fading.confirm(20);
  await fading.show(grey(20), 'key');
  expect(await fading.show(grey(50))).toBe(true);
  expect(await fading.show(grey(80))).toBe(false);
  const slow = watching();
  slow.confirm(20);
  await slow.show(grey(20), 'key');
  for (let level = 20; level < 200; level += 10) expect(await slow.show(grey(level), 'delta', 2_000_000)).toBe(true);
});

test('after a still minute a jump is a jump', async () => {
  const { show, confirm } = watching();
  confirm(20);
  await show(grey(20), 'key');
  expect(await show(grey(200), 'delta', 60_000_000)).toBe(false);
});

test('films may cut, but not change their shape', async () => {
  const { show, confirm, held } = watching();
  confirm(20, false);
  await show(grey(20), 'key');
  expect(await show(grey(200))).toBe(true);
  expect(await show(grey(200, 4 / 3), 'key')).toBe(false);
  expect(held).toEqual(['shape']);
});

test('going back to what was confirmed before needs no new look, in the same share', async () => {
  const { show, confirm, watch } = watching();
  confirm(20);
  await show(grey(20), 'key');
  await show(grey(200));
  confirm(200);
  await show(grey(200), 'key');
  expect(await show(grey(20))).toBe(true);
  watch.forget();
  confirm(200);
  await show(grey(200), 'key');
  expect(await show(grey(20))).toBe(false);
});

test('who cannot look does not let through', async () => {
  const { show, confirm, held } = watching();
  confirm(20);
  expect(await show(new Error('no decoder'), 'key')).toBe(false);
  expect(held).toEqual(['failed']);
});

test('a look that began before the person paused lets nothing through', async () => {
  const { watch, confirm } = watching();
  confirm(0);
  const looking = watch.admits({ data: new ArrayBuffer(1), type: 'key', getMetadata: () => ({}) });
  watch.see(undefined);
  expect(await looking).toBe(false);
});
