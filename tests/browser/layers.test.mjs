// The layers panel tells what is so: its values are those of the browser, of the keys and of the server (DEV-7, MET-4).
import assert from 'node:assert/strict';
import { X509Certificate, verify } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kinds } from './browsers.mjs';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

const web = new URL('../../web/dist', import.meta.url).pathname;

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

async function pair(kindsOfTwo, url = server.url) {
  const [ada, bert] = await Promise.all(kindsOfTwo.map((kind, index) => Person.arrive(kind, ['Ada', 'Bert'][index], index)));
  const link = await ada.startMeeting(url);
  await ada.prepare();
  await ada.join();
  await ada.openDoor();
  await bert.enter(link);
  await until(async () => (await ada.tiles()).Bert?.frames > 0 && (await bert.tiles()).Ada?.frames > 0, 'both see each other');
  return [ada, bert];
}

// A layer's facts: id -> texts.
async function facts(person, layer) {
  await person.show('layers');
  await person.page.$eval(`[data-testid="layer-${layer}"]`, (details) => { details.open = true; });
  return person.page.$$eval(`[data-testid="layer-${layer}"] [data-fact]`, (lines) => {
    const found = {};
    for (const line of lines) (found[line.dataset.fact] ??= []).push(line.textContent);
    return found;
  });
}

// The room's epoch, and what the open panel says of it in the same picture: keys may be renewed at any moment.
const epochs = (person) => person.page.evaluate(() => [
  document.querySelector('[data-testid="room"]').dataset.epoch,
  document.querySelector('[data-testid="layer-platform"] [data-fact="epoch"]').textContent,
]);

const standing = (person, layer) => person.page.$eval(`[data-testid="layer-${layer}"]`, (details) => details.dataset.standing);

// What this browser's own statistics say of the hop.
function hopOf(person) {
  return person.page.evaluate(async () => {
    for (const peer of window.testRecord.peers) {
      for (const row of (await peer.getStats()).values()) {
        if (row.type === 'transport' && row.dtlsState === 'connected') return { cipher: row.dtlsCipher, srtp: row.srtpCipher };
      }
    }
    return null;
  });
}

for (const kind of kinds) {
  test(`the layers as ${kind} has them`, async () => {
    const [ada, bert] = await pair([kind, kind === 'chromium' ? 'firefox' : 'chromium']);
    try {
      await until(async () => (await facts(ada, 'network')).hop !== undefined, 'the hop is told');
      const network = await facts(ada, 'network');
      const hop = await hopOf(ada);
      assert.match(network.hop[0], /DTLS 1\.2/);
      assert.ok(network.hop[0].includes(hop.cipher), `${network.hop[0]} names ${hop.cipher}`);
      assert.match(hop.cipher, /ECDHE/);
      assert.match(network.hop[1], /^Forward secret/);
      assert.ok(network.media[0].includes(hop.srtp));
      assert.match(hop.srtp, /GCM/);

      const [epoch, line] = await epochs(ada);
      assert.match(line, new RegExp(`^Epoch ${epoch}: .* 2 people$`));
      assert.equal(await standing(ada, 'platform'), 'look', 'not compared yet');

      // Bert closes his page: another epoch, and the panel says so at once.
      await bert.leave();
      await until(async () => (await ada.epoch()) > Number(epoch), 'another epoch');
      const [now, lineNow] = await epochs(ada);
      assert.ok(lineNow.startsWith(`Epoch ${now}: `), `${lineNow} in epoch ${now}`);

      assert.deepEqual((await facts(ada, 'device')).capture, ['Microphone open', 'Camera open', 'No screen captured']);
      await ada.click('camera-button');
      await until(async () => (await facts(ada, 'device')).capture[1] === 'Camera closed', 'the camera is closed');
      assert.deepEqual(ada.errors, []);
    } finally {
      await Promise.all([ada.leave(), bert.leave()]);
    }
  });

  test(`what the server sees, as ${kind} shows it, and how little two calls of one person have in common`, async () => {
    const ada = await Person.arrive(kind, 'Ada', 0);
    try {
      const first = await seenInACall(ada);
      assert.ok(first.address.includes('127.0.0.1'), 'it knows the address');
      assert.ok(!JSON.stringify(first).includes('Ada'), 'it does not know the name');
      const second = await seenInACall(ada);
      const isSame = (field) => first[field] !== undefined && first[field] === second[field];
      for (const field of ['id', 'ice_names', 'your_fingerprint', 'server_fingerprint']) {
        assert.ok(first[field]?.length > 3, field);
        assert.ok(!isSame(field), `${field} is another in another call`); // MET-3
      }
      assert.equal(hostOf(first.address), hostOf(second.address), 'the address is the same');
      const common = Object.keys(first).filter(isSame);
      assert.deepEqual(common.filter((field) => /[0-9a-f]{16}/i.test(first[field].replaceAll(':', ''))), [], 'no id in common');
      assert.deepEqual(await ada.page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), ['', 0, 0]);
    } finally {
      await ada.leave();
    }
  });
}

for (const kind of kinds) {
  test(`what the operator turned on is signed, and ${kind} sees a word that was changed`, async () => {
    const ada = await Person.arrive(kind, 'Ada', 0);
    try {
      const seen = await seenInACall(ada);
      assert.equal(seen.logging, 'totals', 'this server has metrics');
      await until(async () => (await standingOfStatement(ada)) === 'signed', 'it is signed');
      const evidence = await ada.page.$eval('[data-testid="evidence"]', ({ value }) => value);
      assert.equal(await isEvidence(evidence, seen.server_fingerprint), true, 'and holds elsewhere');
      assert.equal(await isEvidence(evidence.replace('totals', 'off'), seen.server_fingerprint), false, 'the control');

      await ada.page.evaluateOnNewDocument(() => {
        const parse = JSON.parse;
        JSON.parse = (...rest) => {
          const value = parse(...rest);
          const word = value?.type === 'seen' && value.fields.find(({ name }) => name === 'logging');
          if (word) word.value = 'off';
          return value;
        };
      });
      assert.equal((await seenInACall(ada)).logging, 'off');
      await until(async () => (await standingOfStatement(ada)) === 'wrong', 'its signature is wrong');
    } finally {
      await ada.leave();
    }
  });
}

const standingOfStatement = (person) => person.page.$eval('[data-testid="statement"]', ({ dataset }) => dataset.standing);

// As somebody else would check it, with OpenSSL.
async function isEvidence(text, fingerprint) {
  const { logging, question, signature, certificate } = Object.fromEntries(text.split('\n').slice(1).map((line) => line.split(': ')));
  const bytes = (encoded) => Buffer.from(encoded, 'base64url');
  const { publicKey, fingerprint256 } = new X509Certificate(bytes(certificate));
  const said = Buffer.concat([Buffer.from('Conclave 1 statement'), bytes(question), Buffer.from(logging)]);
  return fingerprint === `sha-256 ${fingerprint256}` && verify('sha256', said, publicKey, bytes(signature));
}

const hostOf = (address) => address.replace(/:\d+$/, '');

// What the server says that it holds, in a meeting of one's own: name -> value.
async function seenInACall(person) {
  await person.startMeeting(server.url);
  await person.prepare();
  await person.join();
  await person.page.waitForSelector('[data-testid="room"][data-media="connected"]');
  await facts(person, 'platform');
  await person.click('seen-ask');
  return until(async () => {
    const seen = await person.page.$$eval('[data-testid="seen"] [data-field]', (rows) =>
      Object.fromEntries(rows.map((row) => [row.dataset.field, row.querySelector('dd').textContent])));
    return Object.keys(seen).length > 0 && seen;
  }, 'the server answers');
}

test('a page whose file was changed on the server is told from its list', async () => {
  const changed = await mkdtemp(join(tmpdir(), 'conclave-web-'));
  await cp(web, changed, { recursive: true });
  const verdictAt = async (url) => {
    const person = await Person.arrive('chromium', 'Ada', 0);
    try {
      await person.startMeeting(url);
      await person.prepare({ microphone: false, camera: false });
      await person.join();
      await facts(person, 'device');
      await person.click('check-build');
      return await until(async () => {
        const build = await person.page.$eval('[data-testid="check-build"]', (button) => button.dataset.build);
        return build !== 'unknown' && build !== 'checking' && build;
      }, 'the page is checked');
    } finally {
      await person.leave();
    }
  };
  try {
    assert.equal(await verdictAt(server.url), 'same');
    const style = (await readdir(join(changed, 'assets'))).find((name) => name.endsWith('.css'));
    await appendFile(join(changed, 'assets', style), ' ');
    const other = await startServer({ port: 8081, udpPort: 10100, metricsPort: 9901, web: changed });
    try {
      assert.equal(await verdictAt(other.url), 'different');
    } finally {
      await other.stop();
    }
  } finally {
    await rm(changed, { recursive: true, force: true });
  }
});

test('a problem report holds nobody’s name and no way in', async () => {
  const [ada, bert] = await pair(['chromium', 'firefox']);
  try {
    await ada.show('layers');
    await ada.click('report-make');
    const report = await (await ada.see('report')).evaluate((field) => field.value);
    const secrets = ['Ada', 'Bert', new URL(ada.link()).hash.slice(1), '127.0.0.1', '10.99.0.1', await ada.safetyCode()];
    for (const secret of secrets) assert.ok(!report.includes(secret), `the report does not hold ${secret}`);
    assert.match(report, /2 people/);
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
  }
});
