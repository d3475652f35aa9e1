// SCR-1 to SCR-6: nothing is shown before its owner has seen and confirmed it, nothing else than that, nothing after the
// end, and nothing against the rules.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from './browsers.mjs';
import { Person, isNear, until } from './person.mjs';
import { startServer } from './server.mjs';

const screenMid = '2'; // docs/protocol.md, Media negotiation
const stopMs = 500; // SCR-3
const watchMs = 2_500;
const rounds = Number(process.env.SHARES ?? 1);
const red = [200, 30, 30];
const blue = [30, 40, 210];
const green = [20, 150, 40];
const closed = { microphone: false, camera: false };

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const isOfADeadServer = /ERR_CONNECTION_(REFUSED|RESET)/;

const other = { chromium: 'firefox', firefox: 'chromium' };

// Ada, with the browser to be tested, is host; Bert looks on with the other one.
async function meet(kind, use) {
  const ada = await Person.arrive(kind, 'Ada', 0);
  const bert = await Person.arrive(other[kind], 'Bert', 1);
  try {
    const link = await ada.startMeeting(server.url);
    await ada.prepare(closed);
    await ada.join();
    await ada.openDoor();
    await bert.enter(link, closed);
    await until(async () => (await ada.people()) === 2 && (await bert.people()) === 2, 'they meet');
    await use(ada, bert, link);
    assert.deepEqual([...ada.errors, ...bert.errors], []);
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
  }
}

const surface = (person, change) => person.page.evaluate((wanted) => Object.assign(window.testRecord.screen, wanted), change);
const asked = (person) => person.page.evaluate(() => window.testRecord.screen.asked);
const captures = (person) =>
  person.page.evaluate(() => window.testRecord.screen.tracks.filter((track) => track.readyState === 'live').length);
const isThere = async (person, testId) => (await person.page.$(`[data-testid="${testId}"]`)) !== null;
const stepOf = (person) => person.page.$eval('[data-testid="share-bar"]', (bar) => bar.dataset.step).catch(() => 'none');

// Pictures of one's screen that were encoded or sent so far.
function framesSent(person) {
  return person.page.evaluate(async (mid) => {
    let frames = 0;
    for (const peer of window.testRecord.peers.filter((one) => one.connectionState !== 'closed')) {
      (await peer.getStats()).forEach((row) => {
        if (row.type === 'outbound-rtp' && row.mid === mid) frames += Math.max(row.framesSent ?? 0, row.framesEncoded ?? 0);
      });
    }
    return frames;
  }, screenMid);
}

const pathsOf = (person) => person.page.evaluate(() => window.testRecord.peers.length);

// Pictures of whomever that came by the latest path.
function framesSeen(person) {
  return person.page.evaluate(async () => {
    let frames = 0;
    (await window.testRecord.peers.at(-1).getStats()).forEach((row) => {
      if (row.type === 'inbound-rtp') frames += row.framesDecoded ?? 0;
    });
    return frames;
  });
}

// The colour in the middle of the shared screen, as a viewer sees it.
function seen(person) {
  return person.page.evaluate(() => {
    const video = document.querySelector('[data-testid="share-tile"] video');
    if (video === null || video.videoWidth === 0) return null;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d');
    context.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  });
}

const sees = (person, colour, what) => until(async () => isNear(await seen(person), colour, 60), what);

// Everything a viewer sees in a while, at every picture of the page.
async function seenWithin(person, milliseconds) {
  const colours = [];
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(30)) colours.push(await seen(person));
  return colours.filter((colour) => colour !== null);
}

async function capture(person) {
  await person.click('share-button');
  await (await person.see('share-pick')).click();
  await person.page.waitForSelector('[data-testid="share-confirm"]:not([disabled])', { timeout: 20_000 });
}

async function share(person) {
  await capture(person);
  await person.click('share-confirm');
}

async function assertNeverSeen(viewer, colour, what) {
  const colours = await seenWithin(viewer, watchMs);
  assert.ok(!colours.some((one) => isNear(one, colour, 60)), `${what} before it was confirmed`);
}

// How much of the preview's picture lies outside of the place it is drawn in, in pixels.
function cutOff(person) {
  return person.page.$eval('[data-testid="share-preview"]', (place) => {
    const [outer, inner] = [place, place.querySelector('video')].map((one) => one.getBoundingClientRect());
    return ['width', 'height'].map((side) => Math.max(0, Math.round(inner[side] - outer[side])));
  });
}

async function assertHeld(ada) {
  await until(async () => (await stepOf(ada)) === 'held', 'it is held back');
  await ada.page.waitForSelector('[data-testid="share-confirm"]:not([disabled])', { timeout: 20_000 });
}

// A request is words on a card: the share goes on until the sharer says yes.
async function askedToStop(sharer, host) {
  await host.show('people');
  await host.page.$eval(`[data-testid="person"][data-name="${sharer.name}"] .asking`, (menu) => { menu.open = true; });
  await host.clickOf('person', sharer.name, 'ask-stopShare');
  await sharer.page.waitForSelector('[data-testid="ask-card"][data-what="stopShare"]');
  const frames = await framesSent(sharer);
  await sleep(watchMs);
  assert.ok((await framesSent(sharer)) > frames + 5, 'asked to stop, it goes on');
  assert.equal(await stepOf(sharer), 'live');
  await sees(host, red, 'and the host still sees it');
}

for (const kind of kinds) {
  test(`${kind} sends no picture of a screen before its owner has seen and confirmed it`, () =>
    meet(kind, async (ada, bert) => {
      await surface(ada, { colour: red });
      assert.equal((await asked(ada)).length, 0, 'nothing is captured by itself');
      await capture(ada);
      const [options] = await asked(ada);
      for (const what of ['monitorTypeSurfaces', 'selfBrowserSurface', 'systemAudio', 'surfaceSwitching']) {
        assert.equal(options[what], 'exclude', what);
      }
      assert.equal(options.audio, false);
      assert.deepEqual(await cutOff(ada), [0, 0], 'the preview shows all of it');
      await sleep(watchMs);
      assert.equal(await framesSent(ada), 0, 'no picture leaves during the preview');
      assert.equal(await isThere(bert, 'share-tile'), false, 'Bert knows of nothing');
      assert.equal(await ada.page.$eval('[data-testid="share-button"]', (b) => b.ariaPressed), 'true', 'the lamp is on');

      await ada.click('share-cancel');
      await until(async () => (await captures(ada)) === 0, 'a no ends the capture', stopMs);
      assert.equal(await framesSent(ada), 0);

      await share(ada); // the control: the same counter, the same eyes
      await sees(bert, red, 'Bert sees what was confirmed');
      assert.ok((await framesSent(ada)) > 0);
      assert.equal(await captures(ada), 1);
      if (process.env.SCREENSHOTS) await bert.screenshot(`${process.env.SCREENSHOTS}/share-seen-by-${other[kind]}.png`);

      await surface(ada, { colour: blue }); // another page in the same window
      await assertNeverSeen(bert, blue, 'the other page is not seen');
      await assertHeld(ada);
      if (process.env.SCREENSHOTS) await ada.screenshot(`${process.env.SCREENSHOTS}/share-held-${kind}.png`);
      await ada.click('share-confirm');
      await sees(bert, blue, 'Bert sees the other page, now that it was confirmed');

      await surface(ada, { colour: green, width: 640, height: 640 }); // another window
      await assertNeverSeen(bert, green, 'the other window is not seen');
      await assertHeld(ada);
      await ada.click('share-confirm');
      await sees(bert, green, 'Bert sees the other window');

      if (kind === 'chromium') { // Firefox does not tell
        await ada.page.evaluate(() => window.testRecord.screen.switchSurface());
        await assertHeld(ada);
        await ada.click('share-confirm');
        await sees(bert, green, 'Bert sees it again');
      }

      await ada.click('share-pause');
      await until(async () => (await stepOf(ada)) === 'paused', 'paused');
      await sleep(stopMs);
      const paused = await framesSent(ada);
      await sleep(1_000);
      assert.equal(await framesSent(ada), paused, 'no picture leaves while paused');
      await ada.click('share-resume');
      await until(async () => (await framesSent(ada)) > paused, 'pictures leave again');
      await sees(bert, green, 'Bert sees it after the pause');

      await ada.click('share-pause');
      await until(async () => (await stepOf(ada)) === 'paused', 'paused once more');
      await surface(ada, { colour: red }); // something else, while nobody watched
      await sleep(stopMs);
      await ada.click('share-resume');
      await assertHeld(ada);
      await assertNeverSeen(bert, red, 'what it became during the pause is not seen');
      await ada.click('share-confirm');
      await sees(bert, red, 'Bert sees it once it was confirmed');
    }));

  test(`${kind} ends a share at once by every path, ${rounds} times each`, (t) =>
    meet(kind, async (ada, bert, link) => {
      const paths = {
        'the button of the bar': () => ada.click('share-stop'),
        'the button below': () => ada.click('share-button'),
        'the browser’s own button, or the window was closed': () =>
          ada.page.evaluate(() => window.testRecord.screen.closeSurface()),
        'a host’s request, granted': () => ada.page.click('[data-what="stopShare"] [data-testid="ask-accept"]'),
        'the rules': () => bert.page.select('[data-testid="rule-share"]', 'nobody'),
        leaving: () => ada.click('leave-button'),
      };
      await ada.show('people');
      await ada.clickOf('person', 'Bert', 'make-host');
      await until(async () => (await bert.roster()).Bert.isHost, 'Bert is host as well');
      await ada.hide('people');
      const before = {
        'a host’s request, granted': () => askedToStop(ada, bert),
        'the rules': () => bert.show('rules'),
      };
      const afterwards = {
        'the rules': () => bert.page.select('[data-testid="rule-share"]', 'everyone'),
        leaving: async () => {
          await ada.page.goto('about:blank');
          await ada.enter(link, closed);
        },
      };
      const slowest = {};
      for (let round = 0; round < rounds; round += 1) {
        for (const [path, stop] of Object.entries(paths)) {
          await surface(ada, { colour: red });
          await until(async () => ada.page.$eval('[data-testid="share-button"]', (b) => !b.disabled), `${path}: Ada may share`);
          await share(ada);
          await sees(bert, red, `${path}: Bert sees it first`);
          await before[path]?.();
          await stop();
          if (path === 'the rules') await until(async () => isThere(ada, 'share-problem'), 'the rules have come to Ada');
          const began = Date.now();
          await until(async () => (await captures(ada)) === 0, `${path}: the capture ends`, stopMs);
          slowest[path] = Math.max(slowest[path] ?? 0, Date.now() - began);
          await sleep(Math.max(0, stopMs - (Date.now() - began)));
          const frames = await framesSent(ada);
          await sleep(600);
          assert.equal(await framesSent(ada), frames, `${path}: no picture after ${stopMs} ms`);
          await until(async () => !(await isThere(bert, 'share-tile')), `${path}: Bert sees no share any more`);
          assert.equal(await isThere(ada, 'share-bar'), false, `${path}: the bar is gone`);
          await afterwards[path]?.();
        }
      }
      t.diagnostic(`slowest end of a capture, in ms with asking for it: ${JSON.stringify(slowest)}`);
    }));

  test(`${kind} goes on sharing when the server was killed and started again`, () =>
    meet(kind, async (ada, bert) => {
      await surface(ada, { colour: red });
      await share(ada);
      await sees(bert, red, 'Bert sees it');
      const paths = await pathsOf(bert);
      await server.kill();
      server = await startServer();
      await until(async () => (await pathsOf(bert)) > paths && (await framesSeen(bert)) > 5, 'Bert is sent pictures by a fresh path');
      await sees(bert, red, 'and sees them');
      assert.equal(await stepOf(ada), 'live');
      assert.equal(await captures(ada), 1);
      await surface(ada, { colour: blue }); // the fresh path has its watch as well
      await assertNeverSeen(bert, blue, 'what it became is not seen');
      await assertHeld(ada);
      await ada.click('share-confirm');
      await sees(bert, blue, 'Bert sees what was confirmed');
      await ada.click('share-stop');
      await until(async () => (await captures(ada)) === 0, 'the capture ends', stopMs);
      await until(async () => !(await isThere(bert, 'share-tile')), 'Bert sees no share any more');
      for (const person of [ada, bert]) person.errors = person.errors.filter((text) => !isOfADeadServer.test(text));
    }));

  test(`${kind} shows a whole screen only if that was meant twice`, () =>
    meet(kind, async (ada) => {
      await surface(ada, { surface: 'monitor' });
      await ada.click('share-button');
      await ada.click('share-whole');
      await until(async () => (await ada.page.$eval('[data-testid="share-card"]', (c) => c.dataset.step)) === 'warning', 'warned');
      assert.equal((await asked(ada)).length, 0, 'asking for it captures nothing');
      await ada.click('share-pick');
      await ada.page.waitForSelector('[data-testid="share-confirm"]:not([disabled])');
      assert.equal((await asked(ada))[0].monitorTypeSurfaces, 'include');
      await ada.click('share-cancel');

      // Chosen in the browser's own dialog, without a word about the whole screen before.
      await ada.click('share-button');
      await ada.click('share-pick');
      await (await ada.see('share-whole-meant'));
      await sleep(1_000);
      assert.equal(await ada.page.$eval('[data-testid="share-confirm"]', (b) => b.disabled), true, 'not yet');
      await ada.click('share-whole-meant');
      await ada.page.waitForSelector('[data-testid="share-confirm"]:not([disabled])');
      assert.equal(await framesSent(ada), 0);
    }));

  test(`a share against the rules is drawn by nobody: ${kind} looks on`, () =>
    meet(kind, async (ada, bert) => {
      await surface(bert, { colour: red });
      await ada.show('rules');
      await ada.page.select('[data-testid="rule-share"]', 'hosts');
      await until(async () => bert.page.$eval('[data-testid="share-button"]', (b) => b.disabled), 'Bert may not share');
      // Bert's page is made to share anyway: its line, its sender, its worker and what it says of itself.
      await bert.page.evaluate(async ([colour, mid]) => {
        const stream = await navigator.mediaDevices.getDisplayMedia({});
        const [track] = stream.getVideoTracks();
        const cells = new Uint8ClampedArray(32 * 18 * 4).map((_, i) => (i % 4 === 3 ? 255 : colour[i % 4]));
        for (const worker of window.testRecord.workers) {
          worker.postMessage({ type: 'screenSeen', seen: { picture: { aspect: 960 / 540, cells }, isSteady: false } });
          const state = { microphone: false, camera: false, screen: true, isScreenPaused: false, isHandRaised: false };
          worker.postMessage({ type: 'say', state });
        }
        for (const peer of window.testRecord.peers) {
          const line = peer.getTransceivers().find((one) => one.mid === mid);
          if (line === undefined) continue;
          const isItsLine = (part) => part.includes(`a=mid:${mid}\r\n`);
          const sdp = peer.remoteDescription.sdp.split(/^(?=m=)/m)
            .map((part) => (isItsLine(part) ? part.replace('a=inactive', 'a=recvonly') : part)).join('');
          await peer.setLocalDescription(await peer.createOffer());
          await peer.setRemoteDescription({ type: 'answer', sdp });
          const { sender } = line;
          await sender.replaceTrack(track);
          const parameters = sender.getParameters();
          for (const encoding of parameters.encodings) encoding.active = true;
          await sender.setParameters(parameters);
        }
      }, [red, screenMid]);
      await until(async () => (await framesSent(bert)) > 10, 'Bert’s page sends pictures');
      await sleep(watchMs);
      assert.equal(await isThere(ada, 'share-tile'), false, 'Ada draws none of it');
      // The control: the same share is drawn as soon as the rules allow it.
      await ada.page.select('[data-testid="rule-share"]', 'everyone');
      await sees(ada, red, 'Ada sees it once it is allowed');
    }));
}
