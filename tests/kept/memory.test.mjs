// Nothing kept in memory: while a meeting lasts the server holds what it must and no content; 5 s later, nothing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BareClient } from './bare_client.mjs';
import { addStranger, clear, heldNeedles, inMeeting, names, removeStranger, secretNeedles, strangerIp } from './meeting.mjs';
import { endpoint, imageOf, search, text } from './needles.mjs';

const root = new URL('../../', import.meta.url).pathname;
const keeping = process.env.CONCLAVED_THAT_KEEPS ?? `${root}build/dev/apps/conclaved/conclaved_that_keeps`;

before(addStranger);
after(removeStranger);

// A meeting of two browsers and a stranger who knocks in clear, and what the server's memory holds of it.
async function searchMemory(t, program) {
  return inMeeting(program, async ({ server, people, link, traces }) => {
    const stranger = await BareClient.join(traces[0].meetingId, strangerIp);
    stranger.say({ type: 'knock', envelope: Buffer.from(clear).toString('base64url') });
    stranger.say({ type: 'inspect' });
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
