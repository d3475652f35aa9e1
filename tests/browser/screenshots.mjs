// Pictures of every view, in both themes, several sizes and the languages that differ most, into build/screenshots:
// to be looked at, not compared. usage: ./dev screenshots [VIEW...]
import { mkdir, rm } from 'node:fs/promises';
import { launch } from './browsers.mjs';
import { namesOfViews, openGallery, showView, startGallery, themes } from './gallery.mjs';

const folder = new URL('../../build/screenshots/', import.meta.url).pathname;
const sizes = {
  phone: { size: [390, 844], isTouch: true },
  narrow: { size: [360, 640], isTouch: true },
  sideways: { size: [844, 390], isTouch: true },
  desk: { size: [1280, 800] },
  wall: { size: [1920, 1080] },
};
const sets = [
  ...themes.flatMap((theme) => ['phone', 'desk', 'wall'].map((size) => ({ theme, size, language: 'en' }))),
  { theme: 'dark', size: 'narrow', language: 'en' },
  { theme: 'light', size: 'sideways', language: 'en' },
  { theme: 'light', size: 'phone', language: 'ar' },
  { theme: 'dark', size: 'desk', language: 'ar' },
  { theme: 'light', size: 'desk', language: 'zh' },
  { theme: 'dark', size: 'phone', language: 'zh' },
  { theme: 'light', size: 'desk', language: 'de' },
  { theme: 'dark', size: 'narrow', language: 'de' },
  { theme: 'light', size: 'desk', language: 'es' },
  { theme: 'light', size: 'narrow', language: 'fr' },
];

const only = process.argv.slice(2);
const wantedSets = process.env.SETS?.split(',');
const gallery = await startGallery();
const browser = await launch('chromium');
let count = 0;
try {
  for (const { theme, size, language } of sets) {
    const name = `${language}-${theme}-${size}`;
    if (wantedSets !== undefined && !wantedSets.includes(name)) continue;
    await rm(`${folder}${name}`, { recursive: only.length === 0, force: true }).catch(() => {});
    await mkdir(`${folder}${name}`, { recursive: true });
    const page = await openGallery(browser, gallery, { theme, language, ...sizes[size] });
    for (const view of await namesOfViews(page)) {
      if (only.length > 0 && !only.includes(view)) continue;
      await showView(page, view);
      await page.screenshot({ path: `${folder}${name}/${view}.png` });
      count += 1;
    }
    await page.close();
    console.log(`${name}: done`);
  }
} finally {
  await browser.close();
  await gallery.stop();
}
console.log(`${count} pictures are in build/screenshots`);
