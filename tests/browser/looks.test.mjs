// How one looks at a meeting: names on demand, who speaks, the speaker's stage, a pinned tile, the small window, keys.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './browsers.mjs';
import { Person, smallPicture, until } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function withThree(kind, look) {
  const people = [await Person.arrive(kind, 'Ada', 0, smallPicture), await Person.arrive('chromium', 'Bert', 1, smallPicture),
    await Person.arrive('chromium', 'Cleo', 2, smallPicture)];
  const [ada, bert, cleo] = people;
  try {
    const link = await ada.startMeeting(server.url);
    await ada.prepare({ microphone: false, camera: true });
    await ada.join();
    await ada.openDoor();
    await bert.enter(link, { microphone: true, camera: true });
    await cleo.enter(link, { microphone: false, camera: true });
    await until(async () => (await ada.people()) === 3, 'three are in');
    await look(ada, bert, cleo);
    assert.deepEqual(people.flatMap((person) => person.errors), []);
  } finally {
    await Promise.all(people.map((person) => person.leave()));
  }
}

// Names whose letters are drawn at this moment.
const namesDrawn = (person) => person.page.$$eval('.stage .name', (names) =>
  names.filter((name) => name.checkVisibility({ visibilityProperty: true, opacityProperty: true })).map((name) => name.textContent.replace(/[\u2066-\u2069]/g, '').trim()));

const onStage = (person) => person.page.$$eval('[data-part="stage"]', (tiles) => tiles.map((tile) => tile.dataset.name));
const isSpeaking = (person, name) => person.page.$eval(`[data-testid="tile"][data-name="${name}"]`, (tile) => tile.dataset.speaking === 'true');

for (const kind of kinds) {
  test(`${kind}: names come for who asks, the stage goes to who speaks, and a pinned tile keeps it`, () =>
    withThree(kind, async (ada, bert) => {
      const { page } = ada;
      await page.mouse.move(2, 2);
      assert.deepEqual(await namesDrawn(ada), [], 'no name is drawn in the default gallery');
      await page.keyboard.down('n');
      await until(async () => (await namesDrawn(ada)).length === 3, 'names while N is held');
      await page.keyboard.up('n');
      await until(async () => (await namesDrawn(ada)).length === 0, 'and no longer');
      await page.hover('[data-testid="tile"][data-name="Cleo"]');
      await until(async () => (await namesDrawn(ada)).join() === 'Cleo', 'the name of who is pointed at');
      await page.mouse.move(2, 2);

      await until(() => isSpeaking(ada, 'Bert'), 'Bert, whose microphone hears something, has the ring');
      assert.equal(await isSpeaking(ada, 'Cleo'), false, 'and nobody else');
      await page.keyboard.press('l');
      await until(async () => (await onStage(ada)).join() === 'Bert', 'who speaks is on the stage');
      await bert.click('mute-button');
      await until(async () => !(await isSpeaking(ada, 'Bert')), 'who is muted does not speak');
      assert.deepEqual(await onStage(ada), ['Bert'], 'the stage stays until somebody else speaks');

      await page.hover('[data-testid="tile"][data-name="Cleo"]');
      await page.keyboard.press('p');
      await until(async () => (await onStage(ada)).join() === 'Cleo', 'the pinned tile is on the stage');
      await until(() => ada.firstFrameFrom('Cleo'), 'and her picture goes on');
      await page.keyboard.press('l');
      await until(async () => (await page.$eval('[data-testid="stage"]', (stage) => stage.dataset.arrangement)) === 'speaker', 'unpinned');
      await page.keyboard.press('l');
      await until(async () => (await onStage(ada)).length === 0, 'everyone alike again');

      await page.keyboard.press('c');
      await ada.click('chat-field'); // where no pointer hovers, as here, the field is not entered by itself
      await page.keyboard.type('lnp?');
      assert.deepEqual(await onStage(ada), [], 'who types writes letters');
      await page.keyboard.press('Escape');
      await until(async () => !(await ada.isShown('chat')), 'Escape closes');
    }));
}

test('chromium: the small window opens by a click, shows the meeting, and goes with it', () =>
  withThree('chromium', async (ada) => {
    await ada.click('more-button');
    await ada.click('menu-apart');
    const apart = await until(async () => (await ada.page.evaluateHandle(() => window.documentPictureInPicture.window?.document)).asElement(),
      'the small window');
    const look = () => ada.page.evaluate((document) => ({
      tiles: document.querySelectorAll('[data-testid="tile"]').length,
      isMoving: [...document.querySelectorAll('video')].some((video) => video.currentTime > 0),
      buttons: [...document.querySelectorAll('button.control')].map((button) => button.ariaLabel),
      isDressed: getComputedStyle(document.querySelector('.apart')).position === 'fixed',
    }), apart);
    await until(async () => (await look()).isMoving, 'a moving picture in it');
    const seen = await look();
    assert.equal(seen.tiles, 1);
    assert.ok(seen.isDressed);
    assert.equal(seen.buttons.length, 4);
    await ada.click('more-button');
    await ada.page.select('[data-testid="language-picker"]', 'ar');
    await until(() => ada.page.evaluate(({ documentElement: page }) => page.lang === 'ar' && page.dir === 'rtl', apart), 'it speaks as the page does');
    await ada.page.select('[data-testid="language-picker"]', 'en');
    await ada.click('theme-light');
    await until(() => ada.page.evaluate(({ documentElement: page }) => page.dataset.theme === 'light', apart), 'it looks as the page does');
    await ada.page.keyboard.press('Escape');
    await ada.click('leave-button');
    await until(() => ada.page.evaluate(() => window.documentPictureInPicture.window === null), 'it goes with the meeting');
  }));
