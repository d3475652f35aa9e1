// MUT-1 and MUT-2: muted means the device is closed and nothing of it leaves; and so for the camera.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from './browsers.mjs';
import { Person, isNear, smallPicture, until } from './person.mjs';
import { startServer } from './server.mjs';

const rounds = 10;
const windowMs = 400;
const settleMs = 1_000; // MUT-1 grants a second, for what was in the pipeline when the button went dark

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function packetsWithin(person, kind, milliseconds) {
  const before = await person.packetsSent(kind);
  await sleep(milliseconds);
  return (await person.packetsSent(kind)) - before;
}

async function assertToggles({ person, other, button, kind, field }) {
  const othersSee = async () => (await other.tiles())[person.name][field];
  for (let round = 0; round < rounds; round += 1) {
    await person.click(button);
    await until(async () => !(await person.isLit(button)), `round ${round}: ${button} is dark`);
    assert.equal(await person.liveTracks(kind), 0, `round ${round}: the ${kind} device is closed`);
    await sleep(settleMs);
    assert.equal(await packetsWithin(person, kind, windowMs), 0, `round ${round}: nothing of ${kind} leaves`);
    await until(async () => !(await othersSee()), `round ${round}: ${other.name} sees it`);

    await person.click(button);
    await until(() => person.isLit(button), `round ${round}: ${button} is lit`);
    // The control: the same counter moves when the device is open.
    await until(async () => (await packetsWithin(person, kind, 100)) > 0, `round ${round}: ${kind} leaves again`);
    await until(othersSee, `round ${round}: ${other.name} sees it`);
  }
}

async function startShare(person) {
  await person.click('share-button');
  await person.click('share-pick');
  await person.clickOn('[data-testid="share-confirm"]:not([disabled])');
}

// A browser that measures its path as something opens fills it up, maybe with what it still has of what was closed.
async function assertClosedStays({ person, closed, open }) {
  await closed.start(person);
  await until(async () => (await packetsWithin(person, closed.kind, 100)) > 0, `the control: ${closed.kind} leaves`);
  await person.click(closed.button);
  await until(async () => !(await person.isLit(closed.button)), `${closed.button} is dark`);
  await sleep(settleMs);
  const before = await person.packetsSent(closed.kind);
  await open.start(person);
  await until(async () => (await packetsWithin(person, open.kind, 100)) > 0, `${open.kind} leaves`);
  await sleep(settleMs);
  assert.equal((await person.packetsSent(closed.kind)) - before, 0, `nothing of ${closed.kind} leaves as ${open.kind} opens`);
  await person.click(open.button);
}

// From now on, how many pictures that arrived at `person` are near each of the colours; of every frame that was decoded.
async function watchColours(person, colours) {
  await person.page.evaluate(() => {
    const pixels = [];
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const watch = async (track) => {
      const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const { codedWidth: width, codedHeight: height } = next.value;
        context.drawImage(next.value, width / 2, height / 2, 1, 1, 0, 0, 1, 1);
        next.value.close();
        pixels.push([...context.getImageData(0, 0, 1, 1).data].slice(0, 3));
      }
    };
    for (const peer of testRecord.peers) {
      for (const { track } of peer.getReceivers()) if (track.kind === 'video') void watch(track);
    }
    testRecord.pixels = pixels;
  });
  return async () => {
    const pixels = await person.page.evaluate(() => testRecord.pixels);
    return colours.map((colour) => pixels.filter((pixel) => isNear(pixel, colour)).length);
  };
}

for (const kind of kinds) {
  test(`what the camera of ${kind} showed before it closed is not shown again as it opens`, async (t) => {
    const ada = await Person.arrive(kind, 'Ada', 0, smallPicture);
    const bert = await Person.arrive('chromium', 'Bert', 1, smallPicture);
    const colours = [[200, 30, 30], [30, 40, 220]];
    const paint = (colour) => ada.page.evaluate((wanted) => testRecord.paint.splice(0, 3, ...wanted), colour);
    try {
      const link = await ada.startMeeting(server.url);
      await ada.prepare({ microphone: false });
      await ada.join();
      await ada.openDoor();
      await bert.enter(link, { microphone: false, camera: false });
      const seen = await watchColours(bert, colours);
      await until(async () => (await seen())[0] > 0, 'the control: Bert sees the colour of the camera');
      for (let round = 0; round < rounds; round += 1) {
        const [before, after] = [round % 2, (round + 1) % 2];
        await ada.click('camera-button');
        await until(async () => !(await ada.isLit('camera-button')), 'the camera is dark');
        await sleep(settleMs);
        const counts = await seen();
        await paint(colours[after]);
        const opened = Date.now();
        await ada.click('camera-button');
        await until(async () => (await seen())[after] > counts[after], 'Bert sees the camera again');
        t.diagnostic(`seen again after ${Date.now() - opened} ms`);
        assert.equal((await seen())[before], counts[before], `round ${round}: nothing of before`);
      }
      assert.deepEqual([...ada.errors, ...bert.errors], []);
    } finally {
      await Promise.all([ada.leave(), bert.leave()]);
    }
  });

  test(`what ${kind} has closed does not leave again when something else opens`, async () => {
    const ada = await Person.arrive(kind, 'Ada', 0, smallPicture);
    const camera = { kind: 'video', button: 'camera-button', start: (person) => person.click('camera-button') };
    const screen = { kind: 'screen', button: 'share-button', start: startShare };
    try {
      await ada.startMeeting(server.url);
      await ada.prepare({ microphone: false, camera: false });
      await ada.join();
      for (let round = 0; round < rounds / 2; round += 1) {
        await assertClosedStays({ person: ada, closed: screen, open: camera });
        await assertClosedStays({ person: ada, closed: camera, open: screen });
      }
      assert.deepEqual(ada.errors, []);
    } finally {
      await ada.leave();
    }
  });

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
