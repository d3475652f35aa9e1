// When something is missing or wrong: a plain sentence, nothing opened, nothing sent, nothing from elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './browsers.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function alone(kind, use) {
  const person = await Person.arrive(kind, 'Ada', 0);
  try {
    await use(person);
  } finally {
    await person.leave();
  }
}

const textOf = async (person, testId) => (await person.see(testId)).evaluate((element) => element.textContent);

for (const kind of kinds) {
  test(`${kind} without RTCRtpScriptTransform is refused, and told why`, () =>
    alone(kind, async (ada) => {
      await ada.page.evaluateOnNewDocument(() => { delete window.RTCRtpScriptTransform; });
      await ada.open(server.url);
      assert.match(await textOf(ada, 'refused'), /cannot encrypt a meeting/);
      assert.equal(await ada.page.evaluate(() => window.testRecord.peers.length), 0, 'no connection is made');
    }));

  test(`${kind} with half a link is told to ask for it again`, () =>
    alone(kind, async (ada) => {
      await ada.open(`${server.url}#halfALink`);
      assert.match(await textOf(ada, 'bad-link'), /not complete/);
    }));

  test(`${kind} is told what to do when the camera is denied or missing`, () =>
    alone(kind, async (ada) => {
      await ada.page.evaluateOnNewDocument(() => {
        if (navigator.mediaDevices === undefined) return;
        const errors = { audio: 'NotFoundError', video: 'NotAllowedError' };
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          throw new DOMException('no', errors[constraints.video ? 'video' : 'audio']);
        };
      });
      await ada.startMeeting(server.url);
      await ada.click('join-camera');
      assert.match(await textOf(ada, 'camera-problem'), /not allowed/);
      await ada.click('join-microphone');
      assert.match(await textOf(ada, 'microphone-problem'), /No microphone was found/);
      await (await ada.see('join-name')).type('Ada');
      await ada.join(); // one may come without either
    }));

  test(`${kind} says before joining what the page protects, opens nothing by itself and asks no other host`, () =>
    alone(kind, async (ada) => {
      const foreign = [];
      ada.page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== new URL(server.url).origin) foreign.push(request.url());
      });
      await ada.startMeeting(server.url);
      assert.match(await textOf(ada, 'trust'), /Web: you trust the page this server sent\. Check it, or use the app\./);
      assert.equal(await ada.page.evaluate(() => window.testRecord.tracks.length), 0, 'no device was opened');
      await ada.prepare();
      await ada.join();
      assert.deepEqual(foreign, []);
      const outside = 'http://127.0.0.1:9900/metrics';
      const answer = await ada.page.evaluate((url) => fetch(url).then(() => 'passed', () => 'blocked'), outside);
      assert.equal(answer, 'blocked', "the page's policy lets nothing else out");
      await ada.page.goto(outside);
      assert.equal(foreign[0], outside, 'the control: the same listener sees a request to elsewhere'); // and for its icon
    }));
}

// Who came and went, as the log has it.
const comings = async (person) =>
  (await person.log()).filter(({ kind }) => ['here', 'admitted', 'left', 'silenced', 'removed'].includes(kind));

test('ten seconds without a network: the call goes on in the same place', async () => {
  const ada = await Person.arrive('chromium', 'Ada', 0);
  const bert = await Person.arrive('firefox', 'Bert', 1);
  try {
    await bert.enter(await startAndJoin(ada));
    await until(async () => (await ada.tiles()).Bert?.frames > 0 && (await bert.tiles()).Ada?.frames > 0, 'they meet');
    const before = await comings(ada);
    await server.freeze(10_000);
    const { frames } = (await ada.tiles()).Bert;
    await until(async () => (await ada.tiles()).Bert?.frames > frames + 5, 'Ada sees Bert move again', 60_000);
    await until(async () => (await bert.tiles()).Ada?.seal === 'sealed', 'Bert sees Ada again', 60_000);
    assert.deepEqual(await comings(ada), before, 'nobody had to come in anew');
    assert.equal(await bert.people(), 2);
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
  }
});

test('when the server is gone the page says so', () =>
  alone('chromium', async (ada) => {
    const other = await startServer({ port: 8081, udpPort: 11000, metricsPort: 9901 });
    await startAndJoin(ada, other.url);
    await other.kill();
    await until(async () => (await ada.page.$eval('[data-testid="room"]', (r) => r.dataset.server)) !== 'online',
      'the page knows that the server is gone', 60_000);
    assert.match(await textOf(ada, 'server-lost'), /Connection lost|does not answer/);
  }));

async function startAndJoin(person, url = server.url) {
  const link = await person.startMeeting(url);
  await person.prepare();
  await person.join();
  await person.openDoor();
  return link;
}
