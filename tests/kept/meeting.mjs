// Meetings to leave traces of: two people in real browsers on a real server, and what the traces would be.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kinds } from '../browser/browsers.mjs';
import { Person, smallPicture, until } from '../browser/person.mjs';
import { startServer } from '../browser/server.mjs';
import { address, encoded, endpoint, fingerprint, text } from './needles.mjs';

export const run = promisify(execFile);

const serverIp = '10.99.0.1'; // and the browsers'
// Another address of this machine, so that somebody comes from where nobody else does.
export const strangerIp = '10.99.7.77';
export const names = ['Zephyrine Quastenflosser', 'Balthasar Okapi'];
export const words = 'the heron lands at dusk';
export const clear = 'an envelope that somebody sent in clear';
export const everywhere = { listen: '0.0.0.0' };
export const optionsAt = (level) => ['--insecure-listen', '--log-level', level];

export const addStranger = () => run('ip', ['addr', 'add', `${strangerIp}/32`, 'dev', 'lo']);
export const removeStranger = () => run('ip', ['addr', 'del', `${strangerIp}/32`, 'dev', 'lo']);

// A server and two people who see each other and chat, in Chromium and Firefox. `during` gets them all, with the link
// and what their paths to the server are made of.
export async function inMeeting(options, during) {
  const server = await startServer({ ...everywhere, more: optionsAt('info'), ...options });
  const people = [];
  try {
    for (const [i, kind] of kinds.entries()) people.push(await Person.arrive(kind, names[i], i, smallPicture));
    for (const person of people) await person.page.evaluateOnNewDocument(noteSockets);
    const [ada, bert] = people;
    const link = await ada.startMeeting(server.url);
    await ada.prepare();
    await ada.join();
    await ada.openDoor();
    await bert.enter(link);
    await Promise.all([see(ada, bert), see(bert, ada)]);
    await chat(ada, bert);
    return await during({ server, people, link, traces: await Promise.all(people.map(traceOf)) });
  } finally {
    await Promise.all(people.map((person) => person.leave()));
    await server.stop();
  }
}

export const see = (receiver, sender) => until(async () => (await receiver.tiles())[sender.name]?.frames > 0,
  `${receiver.name} sees ${sender.name}`, 60_000);

async function chat(from, to) {
  await from.show('chat');
  await (await from.see('chat-field')).type(words);
  await from.click('chat-send');
  await to.show('chat');
  await until(() => to.page.$$eval('[data-testid="line"]', (lines, wanted) =>
    lines.some((line) => line.textContent.includes(wanted)), words), `${to.name} reads what was written`);
}

// Runs inside the page, before its own code: which sockets it opens.
function noteSockets() {
  const RealSocket = window.WebSocket;
  window.testSockets = [];
  window.WebSocket = class extends RealSocket {
    constructor(url, ...rest) {
      super(url, ...rest);
      window.testSockets.push(String(url));
    }
  };
}

// What a browser's own path to the server is made of.
function traceOf(person) {
  return person.page.evaluate(async () => {
    const peer = window.testRecord.peers.at(-1);
    const stats = [...(await peer.getStats()).values()];
    const pair = stats.find((entry) => entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded');
    const mine = stats.find((entry) => entry.id === pair.localCandidateId);
    const lineOf = (sdp, name) => sdp.match(new RegExp(`a=${name}:(.*)`))[1].trim();
    const read = ({ sdp }) => ({
      ufrag: lineOf(sdp, 'ice-ufrag'), password: lineOf(sdp, 'ice-pwd'), fingerprint: lineOf(sdp, 'fingerprint'),
    });
    return {
      meetingId: window.testSockets.at(-1).split('/').at(-1),
      port: mine.port,
      local: read(peer.localDescription), remote: read(peer.remoteDescription),
    };
  });
}

// What the server has to hold while the meeting lasts, and must not afterwards.
export function heldNeedles(traces) {
  return [
    ...encoded('the meeting id', traces[0].meetingId),
    ...traces.flatMap(({ port, local, remote }) => [
      ...[serverIp, strangerIp].flatMap((ip) => endpoint(ip, port)),
      ...text('a user name of ICE', remote.ufrag), ...text('user names of a check', `${remote.ufrag}:${local.ufrag}`),
      ...text('a user name in an offer', `a=ice-ufrag:${local.ufrag}`),
      ...text('a password of ICE', local.password), ...text('a password of ICE of the server', remote.password),
      ...fingerprint('a fingerprint', local.fingerprint),
      ...fingerprint('the fingerprint of the server', remote.fingerprint),
    ]),
    ...address(strangerIp),
    ...text('a clear envelope', Buffer.from(clear).toString('base64url')),
  ];
}

// What it must never hold.
export function secretNeedles(link) {
  return [
    ...names.flatMap((name) => text('a name', name)),
    ...text('chat', words),
    ...encoded('the secret of the link', new URL(link).hash.slice(1)),
  ];
}
