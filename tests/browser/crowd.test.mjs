// The crowd: people who are not there, as really joined and as really encrypted as anybody, seen from both browsers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCrowd } from './crowd.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

const patienceMs = 60_000;

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const others = (tiles) => Object.entries(tiles).filter(([, tile]) => !tile.isSelf);

// Everybody of the crowd is on a sealed tile, with pictures that move and sound that comes.
async function assertSeesCrowd(person, names) {
  for (const name of names) {
    const what = `${person.name} (${person.browser.kind}) sees and hears ${name}`;
    const tileOf = async () => (await person.tiles())[name];
    const first = await until(async () => {
      const tile = await tileOf();
      return tile?.frames > 0 && tile.samples > 0 && tile;
    }, what, patienceMs);
    await until(async () => {
      const tile = await tileOf();
      return tile.frames > first.frames + 15 && tile.samples > first.samples;
    }, `${what}, going on`, patienceMs);
    await until(async () => (await tileOf()).seal === 'sealed', `${what}, sealed`);
  }
}

test('a crowd of three is met by both browsers', async (t) => {
  const crowd = await startCrowd(server, 3);
  const [ada, bert] = await Promise.all([Person.arrive('chromium', 'Ada', 0), Person.arrive('firefox', 'Bert', 1)]);
  try {
    await ada.enter(crowd.link);
    await until(async () => (await ada.people()) === 4, 'Ada is in the meeting of the crowd');
    const names = others(await ada.tiles()).map(([name]) => name);
    assert.equal(names.length, 3);
    await until(async () => (await ada.roster()).Ada.isHost, 'the crowd makes Ada host');
    await ada.hide('people');

    await bert.enter(crowd.link);
    await until(async () => (await bert.people()) === 5, 'Bert is in the meeting of the crowd', patienceMs);
    for (const person of [ada, bert]) await assertSeesCrowd(person, names);
    for (const person of [ada, bert]) {
      await until(() => person.page.$('[data-testid="tile"][data-self="false"][data-speaking="true"]'),
        `${person.name} sees who speaks`, patienceMs);
    }
    await ada.show('chat');
    await until(() => ada.page.$('[data-testid="line"][data-self="false"][data-kind="words"]'), 'Ada is greeted', patienceMs);
    if (process.env.SCREENSHOTS) await ada.screenshot(`${process.env.SCREENSHOTS}/crowd.png`);

    const [began, spent] = [Date.now(), await crowd.cpuMs()];
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const share = (await crowd.cpuMs() - spent) / (Date.now() - began);
    t.diagnostic(`the crowd of three takes ${(share * 100).toFixed(0)} % of a core`);

    assert.equal(await crowd.stop(), 0);
    await until(async () => (await ada.people()) === 2, 'the crowd has left', patienceMs);
    assert.deepEqual([...ada.errors, ...bert.errors], []);
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
    await crowd.stop();
  }
});
