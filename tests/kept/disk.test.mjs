// Nothing kept on disk: what the server writes and says at each log level, and what the browsers' profiles hold.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCrowd } from '../browser/crowd.mjs';
import { until } from '../browser/person.mjs';
import { startServer } from '../browser/server.mjs';
import { BareClient } from './bare_client.mjs';
import { addStranger, everywhere, inMeeting, names, optionsAt, removeStranger, run, strangerIp, words } from './meeting.mjs';
import { address, encoded, search, searchFolder, text } from './needles.mjs';
import { trailOf, under } from './trail.mjs';

before(addStranger);
after(removeStranger);

const meetings = 50; // MET-1
const atOnce = 5;

const anAddress = /\b\d{1,3}(\.\d{1,3}){3}\b/;

// The server's own address stands in its first line.
const withoutGreeting = (said) => said.split('\n').filter((line) => !line.startsWith('Conclave is ready at ')).join('\n');

for (const level of ['off', 'error', 'warn', 'info']) {
  test(`nothing of a meeting is said at the log level ${level}, nor in the metrics`, async () => {
    const server = await startServer({ ...everywhere, more: optionsAt(level) });
    const meetingId = 'QkluZGluZ0NhbmFyeVN0cg';
    try {
      const ada = await BareClient.join(meetingId, strangerIp);
      ada.say({ type: 'create' });
      await ada.hear('created');
      const eve = await BareClient.join(meetingId, strangerIp);
      eve.inspect();
      const { fields } = await eve.hear('seen');
      const logging = fields.find(({ name }) => name === 'logging').value;
      assert.equal(logging, level === 'info' ? 'process totals' : 'totals');
      eve.say({ type: 'knock' }); // against the protocol: cut off
      await eve.hear('error');
      ada.leave();
      await sleep(1_500);
      const metrics = await server.metricsText();
      assert.match(metrics, /^conclave_refused_malformed_total 1$/m);
      const needles = [...address(strangerIp), ...encoded('the meeting id', meetingId)];
      assert.deepEqual(search(Buffer.from(server.said() + metrics), needles), {});
      assert.doesNotMatch(metrics, anAddress);
    } finally {
      await server.stop();
    }
    assert.doesNotMatch(withoutGreeting(server.said()), anAddress);
  });
}

test('control: the search of the log finds an address and an id', () => {
  assert.match(`[info] ${strangerIp} connected`, anAddress);
  assert.deepEqual(Object.keys(search(Buffer.from(`[info] ${strangerIp} connected`), address(strangerIp))), [`${strangerIp} (text)`]);
});

// After the browsers have gone.
async function searchProfiles(t, people, link) {
  for (const { browser } of people) {
    const said = [...names.flatMap((name) => text('a name', name)), ...text('chat', words)];
    assert.deepEqual(await searchFolder(browser.profile, said), {}, browser.kind);
    // The control, and what people are told: the link that was used stays in the browser's history.
    const kept = await searchFolder(browser.profile, text('the link', link));
    assert.ok('the link (text)' in kept, `${browser.kind} keeps the address of the page`);
    t.diagnostic(`${browser.kind} keeps the link in ${kept['the link (text)'].join(', ')}`);
  }
}

// What a server leaves on disk of what `happens` on it, when all it could write to is a folder of its own.
async function assertTraceless(t, happens) {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-kept-'));
  const log = join(await mkdtemp(join(tmpdir(), 'conclave-trail-')), 'strace');
  const where = { cwd: folder, env: { ...process.env, TMPDIR: folder, HOME: folder } };
  try {
    await happens({ under: under(log), where });
    const trail = await trailOf(log);
    const calls = (await readFile(log, 'utf8')).split('\n').length;
    t.diagnostic(`${calls} calls of the server looked at, ${trail.length} of them leave something on disk`);
    assert.deepEqual(trail, []);
    assert.deepEqual(await readdir(folder), []);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(join(log, '..'), { recursive: true, force: true });
  }
}

test('the server writes no file, and the browsers keep no name and no chat', (t) =>
  assertTraceless(t, (options) => inMeeting(options, async ({ people, link }) => {
    await Promise.all(people.map(({ browser }) => browser.quit()));
    await searchProfiles(t, people, link);
  })));

test(`after ${meetings} meetings nothing of them is on the server's disk, and nothing that it said tells of them`, (t) =>
  assertTraceless(t, async (options) => {
    const server = await startServer({ ...options, more: optionsAt('info') });
    const count = async (name) => (await server.metrics())[`conclave_${name}`];
    try {
      for (let held = 0; held < meetings; held += atOnce) {
        const before = await count('media_in_total');
        const crowds = await Promise.all(Array.from({ length: atOnce }, () => startCrowd(server, 2)));
        try {
          await until(async () => (await count('connections')) === 2 * atOnce, 'all have come', 60_000);
          await until(async () => (await count('media_in_total')) > before + 100 * atOnce, 'they send', 60_000);
        } finally {
          await Promise.all(crowds.map((crowd) => crowd.stop()));
        }
        await until(async () => (await count('meetings')) === 0, 'they are over');
      }
    } finally {
      await server.stop();
    }
    const said = withoutGreeting(server.said()).trim().split('\n');
    t.diagnostic(`it said ${JSON.stringify(said)}`);
    assert.equal(said.length, 2, 'that it began and that it stops');
    assert.doesNotMatch(said.join('\n'), anAddress);
  }));

test('control: a program that writes a file, or changes one, is seen to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-trail-'));
  try {
    const log = join(folder, 'strace');
    const [program, ...rest] = under(log);
    await run(program, [...rest, 'sh', '-c', `echo kept > ${folder}/file; mv ${folder}/file ${folder}/moved`]);
    const trail = await trailOf(log);
    assert.ok(trail.some((line) => line.includes('O_CREAT')) && trail.some((line) => line.includes('write(')));
    assert.ok(trail.some((line) => line.includes('rename')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
