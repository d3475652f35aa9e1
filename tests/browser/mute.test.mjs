// MUT-1 and MUT-2: muted means the device is closed and nothing of it leaves; and so for the camera.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from './browsers.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

const rounds = 10;
const windowMs = 400;
const settleMs = 1_000; // MUT-1 grants a second, for what was in the pipeline when the button went dark

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function bytesWithin(person, kind, milliseconds) {
  const before = await person.bytesSent(kind);
  await sleep(milliseconds);
  return (await person.bytesSent(kind)) - before;
}

async function assertToggles({ person, other, button, kind, field }) {
  const isLit = async () => (await person.page.$eval(`[data-testid="${button}"]`, (b) => b.ariaPressed)) === 'true';
  const othersSee = async () => (await other.tiles())[person.name][field];
  for (let round = 0; round < rounds; round += 1) {
    await person.click(button);
    await until(async () => !(await isLit()), `round ${round}: ${button} is dark`);
    assert.equal(await person.liveTracks(kind), 0, `round ${round}: the ${kind} device is closed`);
    await sleep(settleMs);
    assert.equal(await bytesWithin(person, kind, windowMs), 0, `round ${round}: nothing of ${kind} leaves`);
    await until(async () => !(await othersSee()), `round ${round}: ${other.name} sees it`);

    await person.click(button);
    await until(isLit, `round ${round}: ${button} is lit`);
    // The control: the same counter moves when the device is open.
    await until(async () => (await bytesWithin(person, kind, 100)) > 0, `round ${round}: ${kind} leaves again`);
    await until(othersSee, `round ${round}: ${other.name} sees it`);
  }
}

for (const kind of kinds) {
  test(`mute and camera buttons of ${kind} tell the truth, ${rounds} times over`, async () => {
    const ada = await Person.arrive(kind, 'Ada', 0);
    const bert = await Person.arrive('chromium', 'Bert', 1);
    try {
      const link = await ada.startMeeting(server.url);
      assert.equal(await ada.liveTracks('audio') + await ada.liveTracks('video'), 0, 'nothing opens by itself');
      await ada.prepare();
      await ada.join();
      await ada.openDoor();
      await bert.enter(link);
      await until(async () => (await bert.tiles()).Ada?.frames > 0, 'Bert sees Ada');
      await assertToggles({ person: ada, other: bert, button: 'mute-button', kind: 'audio', field: 'microphone' });
      await assertToggles({ person: ada, other: bert, button: 'camera-button', kind: 'video', field: 'camera' });
      const { frames } = (await bert.tiles()).Ada;
      await until(async () => (await bert.tiles()).Ada.frames > frames, 'Bert sees Ada again');
      assert.deepEqual([...ada.errors, ...bert.errors], []);
    } finally {
      await Promise.all([ada.leave(), bert.leave()]);
    }
  });
}
