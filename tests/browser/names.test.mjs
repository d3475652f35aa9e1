// PPL-7: a picture taken of the default gallery gives no names away. What may be read off it is what Tesseract reads
// off it; the control is the same gallery with names on.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { launch } from './browsers.mjs';
import { openGallery, showView, startGallery, themes } from './gallery.mjs';

const views = ['room-2', 'room-3', 'room-6', 'room-9', 'speaker'];

let gallery;
let browser;
let folder;
before(async () => {
  [gallery, browser, folder] = await Promise.all([startGallery(), launch('chromium'), mkdtemp(join(tmpdir(), 'names-'))]);
});
after(async () => {
  await browser.close();
  await gallery.stop();
  await rm(folder, { recursive: true, force: true });
});

// The words of the others' names that are drawn in this view or could be, and those that were read off its picture.
async function readNames(page) {
  const names = await page.$$eval('[data-testid="tile"][data-self="false"]', (tiles) => tiles.map((tile) => tile.dataset.name));
  const path = join(folder, 'view.png');
  await page.screenshot({ path });
  const { stdout } = await promisify(execFile)('tesseract', [path, '-', '--psm', '11'], { env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
  const read = stdout.toLowerCase();
  const words = names.flatMap((name) => name.toLowerCase().split(' ')).filter((word) => /^[a-z]{4,}$/.test(word));
  return { names: words, found: words.filter((word) => read.includes(word)) };
}

test('nothing reads a name off the usual gallery; with names on they are read', async (t) => {
  let pictures = 0;
  let wanted = 0;
  let found = 0;
  for (const theme of themes) {
    const page = await openGallery(browser, gallery, { theme, scale: 2 });
    for (const view of views) {
      await showView(page, view);
      assert.deepEqual((await readNames(page)).found, [], `${view} in ${theme}`);
      pictures += 1;
      await page.evaluate(() => document.querySelector('.room').classList.add('with-names'));
      const control = await readNames(page);
      wanted += control.names.length;
      found += control.found.length;
    }
    await page.close();
  }
  t.diagnostic(`0 names in ${pictures} pictures; ${found} of ${wanted} words of names with names on`);
  assert.ok(found >= 0.5 * wanted, `the control reads ${found} of ${wanted}`);
});
