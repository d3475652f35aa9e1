// More than two: a trio and six, of both browsers mixed; and what happens when one of them dies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertEveryoneReceivesEveryone, assertOneSafetyCode } from './checks.mjs';
import { Person, smallPicture, until } from './person.mjs';
import { startServer } from './server.mjs';

const names = ['Ada', 'Bert', 'Cleo', 'Dora', 'Emil', 'Fritz'];

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function meet(kinds, picture) {
  const people = await Promise.all(kinds.map((kind, index) => Person.arrive(kind, names[index], index, picture)));
  const link = await people[0].startMeeting(server.url);
  await people[0].prepare();
  await people[0].join();
  await people[0].openDoor();
  for (const person of people.slice(1)) await person.enter(link);
  for (const person of people) {
    await until(async () => (await person.people()) === people.length, `${person.name} sees ${people.length} people`, 60_000);
  }
  return people;
}

async function endAll(people) {
  await Promise.all(people.map((person) => person.leave()));
}

test('three people in two kinds of browser', async (t) => {
  const people = await meet(['chromium', 'firefox', 'chromium']);
  try {
    await assertEveryoneReceivesEveryone(people);
    await assertOneSafetyCode(people);
    if (process.env.SCREENSHOTS) await people[0].screenshot(`${process.env.SCREENSHOTS}/three.png`);

    // One is killed without goodbye: the others see it leave and have other keys, and never freeze.
    const [ada, bert, cleo] = people;
    const epoch = await ada.epoch();
    const before = (await ada.tiles()).Bert;
    await cleo.browser.kill();
    const killed = Date.now();
    for (const person of [ada, bert]) {
      await until(async () => (await person.people()) === 2 && (await person.epoch()) > epoch,
        `${person.name} sees Cleo leave and the epoch change`);
    }
    t.diagnostic(`a killed browser is gone, and the keys are others, after ${Date.now() - killed} ms`);
    await assertEveryoneReceivesEveryone([ada, bert]);
    assert.ok((await ada.tiles()).Bert.frames > before.frames, 'Bert never froze');
    assert.deepEqual([...ada.errors, ...bert.errors], []);
  } finally {
    await endAll(people);
  }
});

test('six people in two kinds of browser', async () => {
  const people = await meet(['chromium', 'firefox', 'chromium', 'firefox', 'chromium', 'firefox'], smallPicture);
  try {
    await assertEveryoneReceivesEveryone(people);
    await assertOneSafetyCode(people);
    if (process.env.SCREENSHOTS) await people[0].screenshot(`${process.env.SCREENSHOTS}/six.png`);
    assert.deepEqual(people.flatMap((person) => person.errors), []);
  } finally {
    await endAll(people);
  }
});
