// Whether it is really them: codes, words, scanned codes, marks that are lost when a key changes; and silence.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from './browsers.mjs';
import { assertOneSafetyCode } from './checks.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const noDevices = { microphone: false, camera: false };

async function meet(kinds, use) {
  const [ada, bert] = await Promise.all([Person.arrive(kinds[0], 'Ada', 0), Person.arrive(kinds[1], 'Bert', 1)]);
  try {
    const link = await ada.startMeeting(server.url);
    await ada.prepare(noDevices);
    await ada.join();
    await ada.openDoor();
    await bert.enter(link, noDevices);
    for (const person of [ada, bert]) await until(async () => (await person.people()) === 2, `${person.name} sees both`);
    await sleep(3_000); // everyone has renewed their keys
    await use(link, ada, bert);
    assert.deepEqual([...ada.errors, ...bert.errors], []);
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
  }
}

async function wordsOf(person) {
  await person.show('safety');
  if ((await person.page.$('[data-testid="safety-words"]')) === null) await person.click('safety-switch');
  const words = await (await person.see('safety-words')).evaluate((list) => list.dataset.words);
  await person.click('safety-switch');
  await person.hide('safety');
  return words;
}

const isCompared = async (person, name) => (await person.roster())[name].isCompared;

for (const [first, second] of [kinds, [...kinds].reverse()]) {
  test(`${second} compares ${first}: digits, words, a scanned code; and loses the mark when the key changes`, () =>
    meet([first, second], async (link, ada, bert) => {
      await assertOneSafetyCode([ada, bert]);
      const words = await wordsOf(ada);
      assert.match(words, /^([a-z]+ ){11}[a-z]+$/);
      assert.equal(words, await wordsOf(bert));

      assert.equal(await isCompared(bert, 'Ada'), false, 'nobody is compared by default');
      const code = await ada.showCode();
      if (process.env.SCREENSHOTS) await ada.screenshot(`${process.env.SCREENSHOTS}/verify-${first}.png`);
      assert.equal(await bert.scan(code), 'marked');
      assert.equal(await bert.liveTracks('video'), 0, 'the camera is closed again');
      assert.equal(await isCompared(bert, 'Ada'), true);
      assert.equal(await isCompared(ada, 'Bert'), false, 'the mark is of who compared');

      const epoch = await ada.epoch();
      await ada.setRule('locked', true);
      await ada.setRule('locked', false);
      await until(async () => (await bert.epoch()) >= epoch + 2, 'two epochs later');
      assert.equal(await isCompared(bert, 'Ada'), true, 'it lasts as long as the key');
      assert.notEqual(await bert.scan(code), 'marked', 'the code of an older epoch marks nobody');

      await ada.click('leave-button');
      await until(async () => (await bert.people()) === 1, 'Ada leaves');
      await bert.openDoor();
      await ada.open('about:blank');
      await ada.enter(link, noDevices);
      await until(async () => (await bert.people()) === 2, 'Ada is back');
      assert.equal(await isCompared(bert, 'Ada'), false, 'with another key she is another person');
      await until(async () => (await bert.alarms()).some(({ kind }) => kind === 'compared'), 'and Bert is told so');
      assert.equal(await bert.scan(code), 'stranger', 'her old code belongs to nobody here');
    }));
}

// E2E-13 as people see it; how soon, the unit tests say; servers that fork and withhold are in tests/hostile.
for (const [first, second] of [kinds, [...kinds].reverse()]) {
  test(`${first} sees that nothing is heard of ${second}, and that it is back`, () =>
    meet([first, second], async (_link, ada, bert) => {
      assert.equal((await ada.roster()).Bert.isSilent, false);
      bert.browser.sleep();
      const began = Date.now();
      try {
        await until(async () => (await ada.roster()).Bert.isSilent, 'Ada sees that Bert is silent');
      } finally {
        await sleep(Math.max(0, 10_000 - (Date.now() - began))); // long enough to be a sleep
        bert.browser.wake();
      }
      await until(async () => !(await ada.roster()).Bert.isSilent, 'Ada hears of Bert again');
      assert.equal(await ada.people(), 2);
      // E2E-11: after sleep one's keys are new.
      await until(async () => (await ada.log()).some(({ kind, who }) => kind === 'keysRenewed' && who === 'Bert'),
        'Bert has renewed his keys');
    }));
}
