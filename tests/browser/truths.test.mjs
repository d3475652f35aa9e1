// The sentences that must be said (DEV-3, PPL-8, NET-9, MET-4) stand in the views that they concern.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browsers.mjs';
import { openGallery, showView, startGallery } from './gallery.mjs';

const views = {
  lobby: [
    'Web: you trust the page this server sent. Check it, or use the app.',
    'There is no app yet',
    'The server cannot see or hear this meeting. It sees your network address, when you are here and how much you send.',
    'The server can interrupt or slow the call.',
    'Anyone here can record.',
    'We cannot protect an infected device.',
    'The software keeps nothing. Its operator could change the software.',
  ],
  layers: [
    'Web: you trust the page this server sent. Check it, or use the app.',
    'The server cannot see or hear this meeting. It sees your network address, when you are here and how much you send.',
    'The server can interrupt or slow the call.',
    'Anyone here can record.',
    'We cannot protect an infected device.',
    'The software keeps nothing. Its operator could change the software.',
  ],
  safety: ['Codes not compared — a fake participant is possible. Compare over another channel; voices can be imitated.'],
};

let gallery;
let browser;
before(async () => { [gallery, browser] = await Promise.all([startGallery(), launch('chromium')]); });
after(async () => {
  await browser.close();
  await gallery.stop();
});

const textOf = async (page, view) => {
  await showView(page, view);
  return page.$eval('body', (body) => body.textContent);
};

test('the views say what must be said, and not what would be untrue in them', async () => {
  const page = await openGallery(browser, gallery);
  for (const [view, sentences] of Object.entries(views)) {
    const text = await textOf(page, view);
    for (const sentence of sentences) assert.ok(text.includes(sentence), `${view}: ${sentence}`);
    assert.ok(!text.includes('Background effects'), 'there are none');
  }
  assert.ok(!(await textOf(page, 'chat')).includes('Codes not compared — a fake'), 'only where codes are compared');
  await page.close();
});
