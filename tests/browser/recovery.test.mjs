// What goes wrong below a meeting, and how its people come back: a killed server, a lost network, a dead tab.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertEveryoneReceivesEveryone } from './checks.mjs';
import { Person, smallPicture, until } from './person.mjs';
import { startServer } from './server.mjs';

const names = ['Ada', 'Bert', 'Cleo'];
const kinds = ['chromium', 'firefox', 'chromium'];

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function meet(count) {
  const people = await Promise.all(
    kinds.slice(0, count).map((kind, index) => Person.arrive(kind, names[index], index, smallPicture)));
  const link = await people[0].startMeeting(server.url);
  await people[0].prepare();
  await people[0].join();
  for (const person of people.slice(1)) {
    await person.knock(link, { microphone: true, camera: true });
    await people[0].admit(person.name);
    await person.see('room');
  }
  await assertEveryoneReceivesEveryone(people);
  return { people, link };
}

const endAll = (people) => Promise.all(people.map((person) => person.leave()));

// When pictures and sound of all the others next move at `person`, in milliseconds of the test's own clock.
async function movesAgain(person, others) {
  const first = await person.tiles();
  const moved = new Map();
  await until(async () => {
    const tiles = await person.tiles();
    for (const { name } of others) {
      const [now, then] = [tiles[name], first[name]];
      // A fresh path counts from nothing again.
      const isMoving = now?.frames > 0 && now.samples > 0 && now.frames !== then.frames && now.samples !== then.samples;
      if (isMoving && !moved.has(name)) moved.set(name, Date.now());
    }
    return moved.size === others.length;
  }, `pictures and sound move again at ${person.name}`, 60_000);
  return Math.max(...moved.values());
}

test('a server killed and started again has everybody back without a click', async (t) => {
  const { people } = await meet(3);
  try {
    const codes = await Promise.all(people.map((person) => person.epoch()));
    const killed = Date.now();
    await server.kill();
    server = await startServer();
    await until(async () => (await server.metrics()).conclave_restored_total === 3, 'the server has everybody again');
    const back = await Promise.all(people.map((person) =>
      movesAgain(person, people.filter((other) => other !== person))));
    const took = Math.max(...back) - killed;
    t.diagnostic(`three people hear and see each other again ${took} ms after the server was killed`);
    assert.equal((await server.metrics()).conclave_restored_total, 3);
    for (const [index, person] of people.entries()) {
      assert.equal(await person.people(), 3);
      assert.ok((await person.epoch()) >= codes[index], 'the same group goes on');
      assert.deepEqual(await person.alarms(), []);
    }
    await assertEveryoneReceivesEveryone(people);
  } finally {
    await endAll(people);
  }
});

test('who loses the network for 20 s keeps the place, and is shown as silent meanwhile', async () => {
  const { people } = await meet(2);
  try {
    const [ada, bert] = people;
    const departed = async () => (await server.metrics()).conclave_departed_total;
    const [epoch, before] = [await ada.epoch(), await departed()];
    await server.freeze(20_000);
    assert.ok(['server', 'path', 'silent'].includes(await ada.troubleOf('Bert')), 'the tile says what is missing');
    await assertEveryoneReceivesEveryone([ada, bert]);
    assert.equal(await ada.people(), 2);
    assert.equal(await departed(), before);
    await until(async () => (await ada.troubleOf('Bert')) === null, 'the tile says that all is well');
    assert.ok((await ada.epoch()) <= epoch + 4, 'nobody was let go: at most renewals of keys');
  } finally {
    await endAll(people);
  }
});

test('a killed tab is shown as lost, and its knock as of one who may be back', async () => {
  const { people, link } = await meet(2);
  const again = await Person.arrive('chromium', 'Bert', 1, smallPicture);
  try {
    const [ada, bert] = people;
    await bert.browser.kill();
    await ada.see('lost-tile');
    assert.equal(await ada.people(), 1);
    await again.knock(link);
    await ada.see('knock-returning');
    await ada.admit('Bert');
    await again.see('room');
    await until(async () => (await ada.page.$('[data-testid="lost-tile"]')) === null, 'the place is taken again');
    assert.deepEqual(ada.errors, []);
  } finally {
    await endAll([people[0], again]);
  }
});
