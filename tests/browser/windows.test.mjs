// SCR-5: who shares a window shows that window and nothing that lies over it. A whole screen is the control: the same eyes
// see the same canaries there, of which people were warned.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './browsers.mjs';
import { markColour, startDesktop } from './desktop.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

const blue = [40, 70, 214];
const other = { chromium: 'firefox', firefox: 'chromium' };
const closed = { microphone: false, camera: false };

const shared = { colour: blue, x: 40, y: 40, width: 600, height: 390 };
// Less than half of the window together: more would hold the share back, and nobody would see them for that reason.
const canaries = [
  { title: 'another window', colour: [0, 255, 0], x: 300, y: 230, width: 240, height: 130 },
  { title: 'a message that pops up', colour: [255, 0, 255], x: 360, y: 60, width: 240, height: 78, isNotice: true },
];

let server;
let desktop;
before(async () => { server = await startServer(); });
before(async () => { desktop = await startDesktop(); });
after(() => Promise.all([server.stop(), desktop?.stop()]));

// How many pixels of the share have a colour, as `person` sees it now; 0 without a share.
function pixels(person, colour) {
  return person.page.evaluate((wanted) => {
    const video = document.querySelector('[data-testid="share-tile"] video');
    if (video === null || video.videoWidth === 0) return 0;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (wanted.every((value, i) => Math.abs(data[at + i] - value) < 60)) count += 1;
    }
    return count;
  }, colour);
}

const sees = (person, colour, what) => until(async () => (await pixels(person, colour)) > 50, what);

// Without it Chromium keeps off the loopback, which is the only network here. (Headless, its fake dialogs say yes.)
function allowDevices(person) {
  return person.page.browserContext().overridePermissions(new URL(server.url).origin, ['microphone', 'camera']);
}

async function confirm(person) {
  await person.page.waitForSelector('[data-testid="share-confirm"]:not([disabled])');
  await person.click('share-confirm');
}

for (const kind of kinds) {
  test(`${kind} shares a window without what lies over it, and a whole screen with it`, async (t) => {
    const window = await desktop.open({ title: desktop.shared, ...shared }); // the first, see instruments.mjs
    const ada = await Person.arrive(kind, 'Ada', 0, undefined, { desktop });
    const bert = await Person.arrive(other[kind], 'Bert', 1);
    const over = [];
    try {
      if (kind === 'chromium') await allowDevices(ada);
      const link = await ada.startMeeting(server.url);
      await ada.prepare(closed);
      await ada.join();
      await ada.openDoor();
      await bert.enter(link, closed);

      await ada.click('share-button');
      await ada.click('share-pick');
      await confirm(ada);
      await sees(bert, blue, 'Bert sees the window');
      for (const canary of canaries) over.push(await desktop.open(canary));
      await window.mark();
      // Whoever sees the mark sees the window as it was when the canaries lay over it already.
      const seen = canaries.map(() => 0);
      const look = async () => {
        for (const [index, { colour }] of canaries.entries()) seen[index] += await pixels(bert, colour);
        return (await pixels(bert, markColour)) > 50;
      };
      await until(look, 'Bert sees the mark');
      for (let looks = 0; looks < 20; looks += 1) assert.ok(await look(), 'and goes on to see it');
      assert.deepEqual(seen, [0, 0], 'pixels of what lies over the window');

      await window.close();
      await until(async () => (await ada.page.$('[data-testid="share-bar"]')) === null, 'a closed window is not shared');

      await ada.click('share-button');
      await ada.click('share-whole');
      const warning = await ada.page.$eval('[data-testid="share-card"]', (card) => card.textContent);
      assert.match(warning, /messages that pop up, other windows/);
      await ada.click('share-pick');
      await confirm(ada);
      for (const { title, colour } of canaries) await sees(bert, colour, `Bert sees ${title}`);
      const counts = await Promise.all(canaries.map(({ colour }) => pixels(bert, colour)));
      t.diagnostic(`pixels of canaries in the window: ${seen}, on the screen: ${counts}`);
      assert.deepEqual([...ada.errors, ...bert.errors], []);
    } finally {
      await Promise.all([ada.leave(), bert.leave(), window.close(), ...over.map((one) => one.close())]);
    }
  });
}
