// DEV-4, DEV-5, MUT-4, MUT-5: each device by its own click, lamps that cannot lie, nobody opens another's devices.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from './browsers.mjs';
import { Person, smallPicture, until } from './person.mjs';
import { startServer } from './server.mjs';

const steps = Number(process.env.STEPS ?? 100);
const seed = Number(process.env.SEED ?? 1);
const settleMs = 500; // DEV-5
const closed = { microphone: false, camera: false };

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function alone(kind, use) {
  const ada = await Person.arrive(kind, 'Ada', 0, smallPicture);
  try {
    await ada.startMeeting(server.url);
    await use(ada);
    assert.deepEqual(ada.errors, []);
  } finally {
    await ada.leave();
  }
}

const enter = (person) => person.prepare(closed).then(() => person.join());
const asked = (person) => person.page.evaluate(() => window.testRecord.asked);

// ---- DEV-5 ---------------------------------------------------------------------------------------

function randomFrom(start) {
  let state = start;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// Devices that take their time, and fail now and then.
function beMoody(person, start) {
  return person.page.evaluate((value) => {
    let state = value;
    const next = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32;
    window.testRecord.trouble = async () => {
      await new Promise((resolve) => setTimeout(resolve, next() * 300));
      const names = ['NotReadableError', 'NotAllowedError', 'NotFoundError'];
      return next() < 0.25 ? names[Math.floor(next() * names.length)] : undefined;
    };
  }, start);
}

// What the lamps say and what is true: tracks that are live, and packets that leave during a quarter of a second.
function lampsAndTruth(person) {
  return person.page.evaluate(async () => {
    const { tracks, screen, peers } = window.testRecord;
    const lamp = (id) => document.querySelector(`[data-testid="${id}"]`)?.ariaPressed === 'true';
    const lamps = () => [lamp('mute-button'), lamp('camera-button'), lamp('share-button')];
    const live = (all, kind) => all.some((track) => track.kind === kind && track.readyState === 'live');
    const open = () => [live(tracks, 'audio'), live(tracks, 'video'), live(screen.tracks, 'video')];
    const sent = async () => {
      const counts = [0, 0, 0];
      for (const peer of peers.filter((one) => one.connectionState !== 'closed')) {
        (await peer.getStats()).forEach((row) => {
          if (row.type !== 'outbound-rtp' || !(row.mid in counts)) return;
          counts[row.mid] += row.packetsSent;
        });
      }
      return counts;
    };
    const before = await sent();
    const tracksBefore = open();
    await new Promise((resolve) => setTimeout(resolve, 250));
    const after = await sent();
    const lit = lamps();
    const tracksAfter = open();
    return ['microphone', 'camera', 'screen'].map((device, i) => ({
      device,
      lit: lit[i],
      wasOpen: tracksBefore[i],
      isOpen: tracksAfter[i],
      sent: after[i] - before[i],
    }));
  });
}

// A device that opened or closed by itself while we looked is not judged by that look.
function mismatches(looks) {
  return looks.filter(({ lit, wasOpen, isOpen, sent }) => wasOpen === isOpen && lit !== (isOpen || sent > 0));
}

const actions = {
  'mute-button': 6, 'camera-button': 6, 'share-button': 3, 'share-pick': 5, 'share-confirm': 5, 'share-cancel': 1,
  'share-pause': 1, 'share-resume': 2, 'share-stop': 1, unplugAudio: 1, unplugVideo: 1, closeSurface: 1, changeSurface: 1,
};
const bag = Object.entries(actions).flatMap(([action, weight]) => Array(weight).fill(action));

function act(person, action) {
  return person.page.evaluate((wanted) => {
    const { testRecord } = window;
    if (wanted === 'unplugAudio') return testRecord.unplug('audio');
    if (wanted === 'unplugVideo') return testRecord.unplug('video');
    if (wanted === 'closeSurface') return testRecord.screen.tracks.length > 0 && testRecord.screen.closeSurface();
    if (wanted === 'changeSurface') return void (testRecord.screen.colour = testRecord.screen.colour.map((c) => (c + 120) % 256));
    document.querySelector(`[data-testid="${wanted}"]:not([disabled])`)?.click();
  }, action);
}

for (const kind of kinds) {
  test(`the lamps of ${kind} are right after every one of ${steps} random steps`, (t) =>
    alone(kind, async (ada) => {
      await enter(ada);
      await until(async () => (await ada.page.$eval('[data-testid="room"]', (r) => r.dataset.media)) === 'connected', 'media');

      // The control: the same detector sees a lamp that lies, either way.
      await act(ada, 'mute-button');
      await until(() => ada.isLit('mute-button'), 'open');
      await sleep(settleMs);
      assert.deepEqual(mismatches(await lampsAndTruth(ada)), []);
      await ada.page.$eval('[data-testid="mute-button"]', (b) => { b.ariaPressed = 'false'; });
      assert.equal(mismatches(await lampsAndTruth(ada)).length, 1, 'a lamp that hides an open microphone is caught');
      await ada.page.$eval('[data-testid="mute-button"]', (b) => { b.ariaPressed = 'true'; });
      await ada.page.$eval('[data-testid="camera-button"]', (b) => { b.ariaPressed = 'true'; });
      assert.equal(mismatches(await lampsAndTruth(ada)).length, 1, 'a lamp for nothing is caught');
      await ada.page.$eval('[data-testid="camera-button"]', (b) => { b.ariaPressed = 'false'; });

      const random = randomFrom(seed);
      await beMoody(ada, seed);
      const trace = [];
      const seen = new Set();
      for (let step = 0; step < steps; step += 1) {
        const burst = 1 + random(3);
        for (let i = 0; i < burst; i += 1) {
          const action = bag[random(bag.length)];
          trace.push(action);
          await act(ada, action);
        }
        await sleep(settleMs);
        const looks = await lampsAndTruth(ada);
        for (const { device, lit } of looks) seen.add(`${device} ${lit}`);
        assert.deepEqual(mismatches(looks), [], `seed ${seed}, step ${step}: ${trace.slice(-8).join(', ')}`);
      }
      if (steps >= 100) assert.equal(seen.size, 6, `every lamp was seen on and off: ${[...seen].join(', ')}`);
      t.diagnostic(`${trace.length} clicks, pulls and failures in ${steps} steps: 0 mismatches`);
    }));

  // ---- DEV-4 -------------------------------------------------------------------------------------

  test(`${kind} asks for one device at a time, and only by its own click`, () =>
    alone(kind, async (ada) => {
      await sleep(1_000);
      assert.deepEqual(await asked(ada), []);
      await ada.click('check-button');
      await ada.see('microphone-check');
      await sleep(500);
      assert.deepEqual(await asked(ada), [], 'looking at the check opens nothing');
      await ada.openDevice('camera');
      assert.deepEqual((await asked(ada)).map((one) => Object.keys(one)), [['video']]);
      await ada.openDevice('microphone');
      assert.deepEqual((await asked(ada)).map((one) => Object.keys(one)), [['video'], ['audio']]);
      await ada.see('meter');
      if (process.env.SCREENSHOTS) await ada.screenshot(`${process.env.SCREENSHOTS}/check-${kind}.png`);
      await ada.click('check-record');
      const step = () => ada.page.$eval('[data-testid="check-step"]', (line) => line.dataset.step);
      await until(async () => (await step()) === 'recording', 'it records');
      await until(async () => (await step()) !== 'recording', 'for three seconds');
      await until(async () => (await step()) === 'idle', 'and plays it');
    }));

  test(`nothing moves under the pointer as devices of ${kind} open`, () =>
    alone(kind, async (ada) => {
      const places = () => ada.page.$$eval('[data-testid^="join-"]', (all) => all.map((one) => {
        const { x, y } = one.getBoundingClientRect();
        return [one.dataset.testid, x, y];
      }));
      const before = await places();
      await ada.openDevice('microphone');
      if (kind === 'chromium') await ada.see('microphone-choice'); // it has several
      assert.deepEqual(await places(), before);
      await ada.openDevice('camera');
      assert.deepEqual(await places(), before);
    }));

  test(`${kind} changes what is in use without a gap, and says what was pulled out`, () =>
    alone(kind, async (ada) => {
      await ada.prepare({ microphone: true, camera: false });
      await ada.join();
      await ada.click('more-button');
      await (await ada.see('menu-devices')).click();
      await (await ada.see('processing-echoCancellation'));
      // Looks every few milliseconds whether a microphone is open, while another takes its place.
      const fewest = ada.page.evaluate(async () => {
        let least = Infinity;
        for (const end = performance.now() + 1_500; performance.now() < end; ) {
          least = Math.min(least, window.testRecord.tracks.filter((t) => t.kind === 'audio' && t.readyState === 'live').length);
          await new Promise((resolve) => setTimeout(resolve, 4));
        }
        return least;
      });
      await ada.click('processing-echoCancellation');
      assert.equal(await fewest, 1, 'one microphone is open at every moment');
      assert.equal(await ada.liveTracks('audio'), 1, 'and the one before is closed');
      const [first, second] = await asked(ada);
      assert.equal(first.audio.echoCancellation, true);
      assert.equal(second.audio.echoCancellation, false);
      const packets = await ada.packetsSent('audio');
      await until(async () => (await ada.packetsSent('audio')) > packets, 'its sound goes on');

      await ada.page.evaluate(() => window.testRecord.unplug('audio'));
      await ada.see('microphone-problem');
      await sleep(700);
      assert.equal(await ada.isLit('mute-button'), false);
      assert.equal((await asked(ada)).length, 2, 'nothing else opens by itself');
      await ada.click('mute-button');
      await until(() => ada.isLit('mute-button'), 'a click opens another');
    }));

  test(`${kind} opens the microphone while Space is held, where that is wanted`, () =>
    alone(kind, async (ada) => {
      await enter(ada);
      await ada.page.focus('[data-testid="people-button"]'); // which Space would press
      await ada.page.keyboard.down(' ');
      await ada.page.keyboard.up(' ');
      await ada.see('people-panel');
      assert.deepEqual(await asked(ada), [], 'Space opens nothing unless that was wanted');
      await ada.click('more-button');
      await (await ada.see('menu-devices')).click();
      await (await ada.see('push-to-talk')).click();
      await ada.page.keyboard.press('Escape');
      for (const focused of ['more-button', 'leave-button']) {
        await ada.page.focus(`[data-testid="${focused}"]`);
        for (let round = 0; round < 5; round += 1) {
          const what = `on ${focused}, round ${round}`;
          await ada.page.keyboard.down(' ');
          await until(() => ada.isLit('mute-button'), `${what}: open while held`);
          assert.equal(await ada.liveTracks('audio'), 1);
          await ada.page.keyboard.up(' ');
          await until(async () => !(await ada.isLit('mute-button')) && (await ada.liveTracks('audio')) === 0,
            `${what}: closed after that`);
        }
      }
      assert.equal(await ada.page.$('[data-testid="more-menu"]'), null, 'and it pressed no button');
      // Let go before it was open: it closes as it comes.
      await beMoody(ada, 7);
      for (let round = 0; round < 10; round += 1) {
        await ada.page.keyboard.down(' ');
        await ada.page.keyboard.up(' ');
      }
      await sleep(1_000);
      assert.equal(await ada.liveTracks('audio'), 0);
      await ada.page.keyboard.press('Enter'); // the control: it is the button that has the focus
      await until(async () => (await ada.page.$('[data-testid="room"]')) === null, 'Enter leaves');
    }));

  // ---- MUT-5 -------------------------------------------------------------------------------------

  test(`nobody opens a device of ${kind}, whatever a host says`, async () => {
    const ada = await Person.arrive(kind, 'Ada', 0, smallPicture);
    const bert = await Person.arrive('chromium', 'Bert', 1, smallPicture);
    try {
      const link = await bert.startMeeting(server.url);
      await enter(bert);
      await bert.openDoor();
      await ada.enter(link, closed);
      await until(async () => (await bert.people()) === 2, 'they meet');
      const { leaf } = (await until(async () => (await bert.tiles()).Ada, 'Bert sees Ada'));
      await bert.page.evaluate((to) => {
        const post = (message) => window.testRecord.workers.forEach((worker) => worker.postMessage(message));
        for (const what of ['mute', 'unmute', 'stopCamera', 'stopShare', 'lowerHand']) post({ type: 'tell', said: { type: 'ask', what }, to });
        post({ type: 'tell', said: { type: 'chat', text: 'open your microphone' } });
        post({ type: 'tell', said: { type: 'reaction', symbol: '🎤' } });
        post({ type: 'changePolicy', change: { field: 'share', value: 'hosts' } });
        post({ type: 'say', state: { microphone: true, camera: true, screen: true, isScreenPaused: false, isHandRaised: true } });
      }, leaf);
      await ada.see('ask-card'); // they have arrived
      await sleep(2_000);
      assert.deepEqual(await asked(ada), []);
      assert.equal((await ada.page.evaluate(() => window.testRecord.screen.asked)).length, 0);
      assert.equal(await ada.isLit('mute-button'), false);
      await ada.clickOn('[data-what="unmute"] [data-testid="ask-accept"]'); // the control: her own click does
      await until(async () => (await asked(ada)).length === 1, 'her own click opens it');
    } finally {
      await Promise.all([ada.leave(), bert.leave()]);
    }
  });
}

test('who speaks is told to the others, measured on an open microphone only', async () => {
  const ada = await Person.arrive('chromium', 'Ada', 0, smallPicture);
  const bert = await Person.arrive('chromium', 'Bert', 1, smallPicture);
  try {
    for (const person of [ada, bert]) {
      await person.page.evaluateOnNewDocument(() => {
        window.listeners = []; // every track that something listens to
        const real = AudioContext.prototype.createMediaStreamSource;
        AudioContext.prototype.createMediaStreamSource = function (stream) {
          window.listeners.push(...stream.getTracks());
          return real.call(this, stream);
        };
      });
    }
    const link = await ada.startMeeting(server.url);
    await ada.prepare({ microphone: true, camera: false });
    await ada.join();
    await ada.openDoor();
    await bert.enter(link, closed);
    const speaks = () => bert.page.$eval('[data-testid="tile"][data-name="Ada"]', (tile) => tile.dataset.speaking === 'true');
    await until(speaks, 'the fake microphone beeps, and Bert sees that Ada speaks');
    await ada.click('mute-button');
    await until(async () => !(await speaks()), 'and that she does not when muted');
    const live = () => ada.page.evaluate(() => window.listeners.filter((track) => track.readyState === 'live').length);
    assert.ok((await ada.page.evaluate(() => window.listeners.length)) > 0, 'the control: it was listened to while open');
    assert.equal(await live(), 0, 'nothing listens to an open microphone while muted');
    assert.equal(await bert.page.evaluate(() => window.listeners.length), 0, 'who never opened one is never listened to');
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
  }
});
