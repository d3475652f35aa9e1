// Every view of the gallery, in both themes, held to axe-core's rules: nothing serious, nothing critical. And every
// control of the room is reached and left by the keyboard alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch } from './browsers.mjs';
import { namesOfViews, openGallery, showView, startGallery, themes } from './gallery.mjs';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const graveImpacts = ['serious', 'critical'];

let gallery;
let browser;
let axe;
before(async () => {
  [gallery, browser, axe] = await Promise.all([startGallery(), launch('chromium'), readFile(axePath, 'utf8')]);
});
after(async () => {
  await browser.close();
  await gallery.stop();
});

// What axe finds that would keep somebody out: 'rule: element'.
async function graveFindings(page) {
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter((one) => graveImpacts.includes(one.impact))
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}

for (const theme of themes) {
  for (const [shape, more] of [['a desk', {}], ['a phone', { size: [390, 844], isTouch: true }]]) {
    test(`no view on ${shape} in the ${theme} theme has a serious finding`, async (t) => {
      const page = await openGallery(browser, gallery, { theme, ...more });
      await page.evaluate(axe);
      const findings = [];
      const views = await namesOfViews(page);
      for (const view of views) {
        await showView(page, view);
        findings.push(...(await graveFindings(page)).map((finding) => `${view}: ${finding}`));
      }
      await page.close();
      t.diagnostic(`${views.length} views`);
      assert.deepEqual(findings, []);
    });
  }
}

test('control: a button without a name and words too faint to read are found', async () => {
  const page = await openGallery(browser, gallery);
  await page.evaluate(axe);
  await showView(page, 'rules');
  await page.evaluate(() => {
    document.querySelector('main').append(document.createElement('button'));
    document.querySelector('.panel .quiet').style.color = '#3a4150';
  });
  const rules = (await graveFindings(page)).map((finding) => finding.split(':')[0]);
  assert.deepEqual([...new Set(rules)].sort(), ['button-name', 'color-contrast']);
  await page.close();
});

// The test id of whatever has the focus.
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.testid ?? '');

test('Tab reaches every control of the room, and shows where it is', async () => {
  const page = await openGallery(browser, gallery);
  await showView(page, 'room-4');
  await page.keyboard.press('Escape'); // the panel of that view
  const wanted = await page.$$eval('button:not(:disabled)', (buttons) =>
    buttons.filter((button) => button.checkVisibility({ visibilityProperty: false }) && !button.closest('[popover]')).length);
  const reached = new Set();
  for (let step = 0; step < wanted + 10; step += 1) {
    await page.keyboard.press('Tab');
    const { index, hasRing } = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return {
        index: [...document.querySelectorAll('button:not(:disabled)')].indexOf(element),
        hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (index < 0) continue;
    reached.add(index);
    assert.ok(hasRing, `${await focused(page)} shows that it has the focus`);
  }
  assert.equal(reached.size, wanted);
  await page.close();
});

test('Escape closes panels, menu and list, and gives the focus back', async () => {
  const page = await openGallery(browser, gallery);
  await showView(page, 'room-3');
  for (const [button, opened] of [['people-button', 'people-panel'], ['chat-button', 'chat-panel'],
    ['rules-button', 'rules-panel'], ['log-button', 'log-panel'], ['safety-button', 'safety-panel'], ['more-button', 'more-menu']]) {
    await page.focus(`[data-testid="${button}"]`);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-testid="${opened}"]`);
    await page.keyboard.press('Escape');
    await page.waitForFunction((id) => document.querySelector(`[data-testid="${id}"]`) === null, {}, opened);
    await page.waitForFunction((id) => document.activeElement?.dataset.testid === id, {}, button);
  }
  await page.keyboard.press('?');
  await page.waitForSelector('[data-testid="shortcuts"][open]');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[data-testid="shortcuts"]') === null);
  await page.close();
});

test('a panel takes the focus in the moment it opens, and from nobody who types in it', async () => {
  const page = await openGallery(browser, gallery);
  await showView(page, 'room-3');
  const [first, last] = await page.evaluate(async () => {
    document.querySelector('[data-testid="rules-button"]').click();
    await new Promise((resolve) => setTimeout(resolve));
    const opened = document.activeElement.tagName;
    document.querySelector('[data-testid="invite-label"]').focus();
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [opened, document.activeElement.dataset.testid];
  });
  assert.deepEqual([first, last], ['H2', 'invite-label']);
  await page.close();
});

test('a panel that has just opened takes its clicks, though the tiles have yet to make room', async () => {
  const page = await openGallery(browser, gallery);
  await showView(page, 'room-3');
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
  const [covered, taken, takenWithout] = await page.evaluate(async () => {
    document.documentElement.style.setProperty('--move', '60s'); // as slow as a test may be
    document.querySelector('[data-testid="people-button"]').click();
    for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const panel = document.querySelector('[data-testid="people-panel"]').getBoundingClientRect();
    const spots = [...document.querySelectorAll('[data-testid="tile"]')].map((tile) => tile.getBoundingClientRect())
      .filter((tile) => tile.right > panel.left + 2 && tile.bottom > panel.top + 20)
      .map((tile) => [(panel.left + Math.min(tile.right, panel.right)) / 2, (Math.max(tile.top, panel.top) + Math.min(tile.bottom, panel.bottom)) / 2]);
    const countTaken = () => spots.filter(([x, y]) => document.elementFromPoint(x, y).closest('.panel') !== null).length;
    const taken = countTaken();
    document.querySelector('[data-testid="stage"]').style.zIndex = '1'; // the control
    return [spots.length, taken, countTaken()];
  });
  assert.ok(covered > 0, 'some tile still lies where the panel is');
  assert.deepEqual([taken, takenWithout], [covered, 0]);
  await page.close();
});

test('on a touch screen nothing to press is smaller than 44 pixels, but for addresses within a sentence', async () => {
  const page = await openGallery(browser, gallery, { size: [390, 844], isTouch: true });
  const small = [];
  for (const view of await namesOfViews(page)) {
    await showView(page, view);
    small.push(...await page.$$eval('button:not(.address), input:not([type="checkbox"]), select', (targets, name) => targets
      .filter((target) => target.checkVisibility({ visibilityProperty: true }))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => Math.round(box.width) < 44 || Math.round(box.height) < 44)
      .map(({ target, box }) => `${name}: ${target.dataset.testid ?? target.className} ${Math.round(box.width)} x ${Math.round(box.height)}`), view));
  }
  await page.close();
  assert.deepEqual(small, []);
});

test('nothing sticks out of a phone of 360 pixels, upright or sideways, nor lies over what is beside it', async () => {
  for (const size of [[360, 640], [740, 360]]) {
    const page = await openGallery(browser, gallery, { size, isTouch: true });
    const wide = [];
    for (const view of await namesOfViews(page)) {
      await showView(page, view);
      wide.push(...await page.evaluate((name, width) => {
        const out = [...document.querySelectorAll('button, h1, h2, p, video, input')].filter((element) => {
          const box = element.getBoundingClientRect();
          return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && (box.right > width + 1 || box.left < -1);
        });
        const crowded = [...document.querySelectorAll('.top-line, .controls')].filter((line) => line.scrollWidth > line.clientWidth + 1);
        return [...out, ...crowded].map((element) => `${name}: ${element.dataset.testid ?? element.className ?? element.tagName}`);
      }, view, size[0]));
    }
    await page.close();
    assert.deepEqual(wide, [], `${size}`);
  }
});

test('on a desk no word under a control reaches into the next one, in any language', async () => {
  for (const language of ['en', 'de', 'fr', 'es', 'ar', 'zh']) {
    const page = await openGallery(browser, gallery, { language });
    const crowded = [];
    for (const view of ['room-3', 'lost', 'hands', 'share-live']) {
      await showView(page, view);
      crowded.push(...await page.$$eval('.control .label', (labels, name) => {
        const words = labels.map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }))
          .sort((a, b) => a.box.left - b.box.left);
        return words.slice(1).filter(({ box }, i) => box.left < words[i].box.right + 2).map(({ text }) => `${name}: ${text}`);
      }, view));
    }
    await page.close();
    assert.deepEqual(crowded, [], language);
  }
});
