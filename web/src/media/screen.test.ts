import { expect, test } from 'vitest';
import { captureOptions, readableLabel, screenBounds, surfaceOf } from './screen';

const screen = { width: 1920, height: 1080 };

test('asks for a window or a tab first, never for this tab or all of the system’s sound', () => {
  const asked = captureOptions(false, true);
  expect(asked).toMatchObject({
    video: { displaySurface: 'window' },
    audio: true,
    monitorTypeSurfaces: 'exclude',
    selfBrowserSurface: 'exclude',
    systemAudio: 'exclude',
    surfaceSwitching: 'exclude',
  });
  expect(captureOptions(false, false).audio).toBe(false);
});

test('asks for the whole screen only when that was meant, and then without sound', () => {
  expect(captureOptions(true, true)).toMatchObject({
    video: { displaySurface: 'monitor' },
    audio: false,
    monitorTypeSurfaces: 'include',
  });
});

test('knows a surface by what the browser says, or by its size', () => {
  expect(surfaceOf({ displaySurface: 'browser', width: 1920, height: 1080 }, screen, 1)).toBe('tab');
  expect(surfaceOf({ displaySurface: 'monitor' }, screen, 1)).toBe('screen');
  expect(surfaceOf({ width: 800, height: 600 }, screen, 1)).toBe('unknown');
  expect(surfaceOf({ width: 1920, height: 1080 }, screen, 1)).toBe('screen');
  expect(surfaceOf({ width: 3840, height: 2160 }, screen, 2)).toBe('screen');
  expect(surfaceOf({}, screen, 1)).toBe('unknown');
});

test('shows a label only if a person can read it', () => {
  expect(readableLabel('web-contents-media-stream://3:1')).toBe('');
  expect(readableLabel('window:4194308:0')).toBe('');
  expect(readableLabel('LFmNAgaCiWJ9cCReXTJzHpF92v2aBlAe1qnarfziKilfEJBzed9RBCyyq/btMDuAA==')).toBe('');
  expect(readableLabel('Quarterly figures')).toBe('Quarterly figures');
});

test('text has few sharp pictures, motion many; both are bounded', () => {
  expect(screenBounds.text.maxFramerate).toBeLessThan(screenBounds.motion.maxFramerate);
  expect(screenBounds.motion.maxBitrate).toBeLessThanOrEqual(2_500_000);
});
