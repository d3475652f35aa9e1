// Nothing kept in memory: while a meeting lasts the server holds what it must and no content; 5 s later, nothing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from '../browser/browsers.mjs';
import { Person, smallPicture } from '../browser/person.mjs';
import { startServer } from '../browser/server.mjs';
import { BareClient } from './bare_client.mjs';
import { contentNeedles, live } from './life.mjs';
import { addStranger, clear, heldNeedles, inMeeting, names, removeStranger, secretNeedles, strangerIp } from './meeting.mjs';
import { endpoint, imageOf, search, text } from './needles.mjs';
import { secretsOf, watch, watchedPage } from './secrets.mjs';

const root = new URL('../../', import.meta.url).pathname;
const keeping = process.env.CONCLAVED_THAT_KEEPS ?? `${root}build/release/apps/conclaved/conclaved_that_keeps`;

before(addStranger);
after(removeStranger);

// A server with a page that is watched, and two people who have not opened it yet.
async function withWatched(use) {
  const web = await watchedPage();
  const server = await startServer({ web });
  const people = [];
  try {
    for (const [i, kind] of kinds.entries()) people.push(await Person.arrive(kind, names[i], i, smallPicture));
    for (const person of people) await watch(person);
    await use(server, people);
  } finally {
    await Promise.all(people.map((person) => person.leave()));
    await server.stop();
    await rm(web, { recursive: true });
  }
}

// What a member holds of the epoch it is in, by RFC 9420's labels.
const ofAnEpoch = ['MLS 1.0 exporter', 'MLS 1.0 init', 'MLS 1.0 sender data', 'MLS 1.0 confirm', 'MLS 1.0 resumption'];
// Further kinds that the browsers tell of.
const told = [
  'MLS 1.0 encryption', 'MLS 1.0 application', 'MLS 1.0 handshake', 'MLS 1.0 key', 'MLS 1.0 exported', 'MLS 1.0 path', 'MLS 1.0 node',
  'MLS 1.0 welcome', 'knock key', 'knock proof', 'psk', 'a private key of X25519', 'a private key of Ed25519', 'a frame',
];
// What the server does hold: the controls of the search in each of its images.
const open = ['meeting id', 'a sealed frame'];

test('thirteen images of the server, from before a meeting to after it, hold no content, no name and no key', async (t) => {
  const known = [...contentNeedles];
  const seen = [];
  await withWatched(async (server, people) => {
    await live(server, people, async (moment, { learned = [], crowd }) => {
      const image = await imageOf(server.pid);
      const program = crowd && await imageOf(crowd.pid);
      known.push(...learned);
      const secrets = (await Promise.all(people.map(secretsOf))).flat();
      const needles = [...known, ...secrets];
      seen.push({ moment, found: search(image, needles), kinds: new Set(secrets.map(({ what }) => what)) });
      t.diagnostic(`${moment}: ${needles.length} needles in ${Math.round(image.length / 2 ** 20)} MiB: ${JSON.stringify(seen.at(-1).found)}`);
      if (program) assertHolds(search(program, needles));
    });
  });
  const kinds = new Set(seen.flatMap((each) => [...each.kinds]));
  for (const kind of [...ofAnEpoch, ...told]) assert.ok(kinds.has(kind), `${kind} was searched for`);
  for (const { moment, found } of seen) {
    assert.deepEqual(Object.keys(found).filter((what) => !open.includes(what)), [], moment);
  }
  for (const { moment, found } of seen.slice(1, -2)) assert.ok(found['meeting id'] > 0, `the search finds the meeting ${moment}`);
  // Of the frames that the browsers told of, not every one is among those that the server still has at a moment.
  assert.ok(seen.some(({ found }) => found['a sealed frame'] > 0), 'the search finds a sealed frame');
  assert.deepEqual(seen.at(-1).found, {});
});

// The control: the same search, in the image of a member.
function assertHolds(found) {
  for (const what of [...ofAnEpoch, 'knock key', 'psk', 'a name (text)', 'the secret of an invite (bytes)']) {
    assert.ok(found[what] > 0, `the search finds ${what} in a program that holds it`);
  }
}

// A meeting of two browsers and a stranger who knocks in clear, and what the server's memory holds of it.
async function searchMemory(t, program) {
  return inMeeting(program, async ({ server, people, link, traces }) => {
    const stranger = await BareClient.join(traces[0].meetingId, strangerIp);
    stranger.say({ type: 'knock', envelope: Buffer.from(clear).toString('base64url') });
    stranger.inspect();
    const { fields } = await stranger.hear('seen');
    const told = fields.find(({ name }) => name === 'address').value;
    const needles = [...heldNeedles(traces), ...endpoint(stranger.endpoint.ip, stranger.endpoint.port)];
    const secrets = secretNeedles(link);
    const image = await imageOf(server.pid);
    const during = { held: search(image, needles), secrets: search(image, secrets) };
    stranger.leave();
    await Promise.all(people.map((person) => person.leave()));
    await sleep(5_000);
    const rest = await imageOf(server.pid);
    t.diagnostic(`image of ${Math.round(rest.length / 2 ** 20)} MiB, ${needles.length + secrets.length} needles`);
    return { told, stranger, during, afterwards: search(rest, [...needles, ...secrets]) };
  });
}

test('what the server holds of a meeting is gone 5 s after it, and content and names it never held', async (t) => {
  const { told, stranger, during, afterwards } = await searchMemory(t, {});
  assert.equal(told, `${stranger.endpoint.ip}:${stranger.endpoint.port}`);
  t.diagnostic(`during the meeting: ${JSON.stringify(during.held)}`);
  for (const what of [
    'the meeting id (bytes)', `${strangerIp} (mapped into IPv6)`, 'a user name of ICE (text)',
    'a fingerprint (bytes)', 'a clear envelope (text)',
  ]) {
    assert.ok(during.held[what] > 0, `the search finds ${what} while the server holds it`);
  }
  assert.deepEqual(during.secrets, {});
  assert.deepEqual(afterwards, {});
});

test('control: in a server that does not overwrite what it frees, the same search finds what is left', async (t) => {
  const { afterwards } = await searchMemory(t, { program: keeping });
  t.diagnostic(`left behind: ${JSON.stringify(afterwards)}`);
  assert.ok(Object.keys(afterwards).length > 0);
});

test('control: in the image of a process that holds a name, the search finds it', async () => {
  const holder = spawn(process.execPath, ['-e', `const held = ${JSON.stringify(names[0])}; setInterval(() => held, 1000)`]);
  await once(holder, 'spawn');
  try {
    await sleep(500);
    const found = search(await imageOf(holder.pid), names.flatMap((name) => text(name, name)));
    assert.deepEqual(Object.keys(found), [`${names[0]} (text)`]);
  } finally {
    holder.kill();
  }
});
