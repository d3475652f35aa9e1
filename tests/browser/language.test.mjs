// The page speaks the reader's language, from right to left where that is how one reads, and another without a reload.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './browsers.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

// Somebody whose browser asks for these languages.
async function reader(kind, languages, use) {
  const ada = await Person.arrive(kind, 'Ada', 0);
  try {
    await ada.page.evaluateOnNewDocument((wanted) => {
      Object.defineProperty(Navigator.prototype, 'languages', { get: () => wanted });
    }, languages);
    await use(ada);
    assert.deepEqual(ada.errors, []);
  } finally {
    await ada.leave();
  }
}

const page = (person) => person.page.$eval('html', ({ lang, dir }) => ({ lang, dir }));
const textOf = async (person, testId) => (await person.see(testId)).evaluate((element) => element.textContent);
const leftOf = (person, selector) => person.page.$eval(selector, (element) => element.getBoundingClientRect().left);

// Where the lobby begins to be read: the side with one's own picture comes first.
async function isPreviewLeft(person) {
  return (await leftOf(person, '.preview-side')) < (await leftOf(person, '.join-side'));
}

async function choose(person, language) {
  const picker = await person.see('language-picker');
  await picker.select(language);
  await until(async () => (await page(person)).lang === language, `the page speaks ${language}`);
}

for (const kind of kinds) {
  test(`${kind} that asks for Arabic reads it from right to left`, () =>
    reader(kind, ['ar-EG', 'en'], async (ada) => {
      await ada.page.setViewport({ width: 1280, height: 800 });
      await ada.open(server.url);
      assert.match(await textOf(ada, 'start-button'), /^\p{Script=Arabic}+ \p{Script=Arabic}+$/u);
      assert.deepEqual(await page(ada), { lang: 'ar', dir: 'rtl' });
      await (await ada.see('start-button')).click();
      await ada.see('lobby');
      assert.equal(await isPreviewLeft(ada), false);
      await choose(ada, 'en');
      assert.equal(await isPreviewLeft(ada), true, 'the control: English goes the other way');
    }));

  test(`${kind} that asks for German reads German, and English where the page does not speak what it asks for`, async () => {
    await reader(kind, ['de-AT', 'en'], async (ada) => {
      await ada.open(server.url);
      assert.equal(await textOf(ada, 'start-button'), 'Meeting beginnen');
      assert.deepEqual(await page(ada), { lang: 'de', dir: 'ltr' });
    });
    await reader(kind, ['eo'], async (ada) => {
      await ada.open(server.url);
      assert.equal(await textOf(ada, 'start-button'), 'Start a meeting');
      assert.deepEqual(await page(ada), { lang: 'en', dir: 'ltr' });
    });
  });

  test(`${kind} changes the language inside the meeting, and nothing else`, () =>
    reader(kind, ['en'], async (ada) => {
      await ada.page.setViewport({ width: 1280, height: 800 });
      await ada.startMeeting(server.url);
      await ada.prepare({ microphone: false, camera: false });
      await ada.join();
      const epoch = await ada.epoch();
      const code = await ada.safetyCode();
      await ada.page.evaluate(() => { window.wasHere = true; });
      const leave = () => ada.page.$eval('[data-testid="leave-button"]', (button) => button.ariaLabel);
      assert.equal(await leave(), 'Leave');
      await ada.click('more-button');
      await choose(ada, 'fr');
      assert.equal(await leave(), 'Quitter');
      await choose(ada, 'ar');
      assert.equal((await page(ada)).dir, 'rtl');
      await ada.page.keyboard.press('Escape');
      assert.equal(await ada.safetyCode(), code);
      await ada.click('safety-button');
      const direction = await (await ada.see('safety-code')).evaluate((element) => getComputedStyle(element).direction);
      assert.equal(direction, 'ltr', 'a code is read out in one order everywhere');
      if (process.env.SCREENSHOTS) await ada.screenshot(`${process.env.SCREENSHOTS}/language-${kind}.png`);
      assert.equal(await ada.page.evaluate(() => window.wasHere), true, 'the page was not loaded again');
      assert.equal(await ada.epoch(), epoch);
      assert.equal(await ada.page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
    }));
}
