// Draws one view, named by the fragment, with a made-up state: gallery.html#room-3
// Every view that a person can meet is here: screenshots and the test of accessibility go through all.
import '../src/ui/look/index.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { Said } from '../src/e2ee/messages';
import { codeText } from '../src/meeting/compared';
import type { MeetingEvent } from '../src/meeting/events';
import { after, roster, says, slotsReady } from '../src/meeting/fixtures';
import { reactionSymbols } from '../src/meeting/reactions';
import { type MeetingState, initialState } from '../src/meeting/state';
import { update } from '../src/meeting/update';
import { isLanguage, speak } from '../src/text/catalogue';
import { App } from '../src/ui/app';
import { markLanguage } from '../src/ui/language';

const people = [
  'Ada Lovelace', 'Grace Hopper', 'Emmy Noether', 'Alan Turing', 'Sofja Kowalewskaja', 'Srinivasa Ramanujan',
  'Hedy', 'Katherine Johnson', '陳 省身', 'Maryam Mirzakhani', 'Évariste Galois', 'Radia Perlman', 'Leslie',
];

const moreNames = ['Ana', 'Bo', 'Chinua', 'Dora', 'Eero', 'Fatima'].flatMap((first) =>
  ['Almeida', 'Berg', 'Castro', 'Dubois', 'Eriksen', 'Fischer'].map((last) => `${first} ${last}`));
const crowd = [...people, ...moreNames];

let viewsShown = 0; // pictures of a view that is gone stop moving

function fakeTrack(hue: number, width = 640, height = 360): MediaStreamTrack {
  return movingTrack(width, height, (context, time) => drawPerson(context, width, height, hue, time));
}

function movingTrack(width: number, height: number, paint: (context: CanvasRenderingContext2D, time: number) => void) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  const view = viewsShown;
  const draw = (time: number) => {
    if (context === null || view !== viewsShown) return;
    paint(context, time);
    setTimeout(() => draw(time + 250), 250);
  };
  draw(0);
  const [track] = canvas.captureStream(4).getTracks();
  if (track === undefined) throw new Error('no track');
  return track;
}

/** A picture of somebody, near enough: a moving figure in front of a wall. */
function drawPerson(context: CanvasRenderingContext2D, width: number, height: number, hue: number, time: number): void {
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, `hsl(${hue} 22% 46%)`);
  wall.addColorStop(1, `hsl(${hue + 30} 26% 22%)`);
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  const x = width / 2 + Math.sin(time / 900) * 8;
  context.fillStyle = `hsl(${hue + 160} 24% 26%)`;
  context.beginPath();
  context.ellipse(x, height * 1.08, height * 0.5, height * 0.46, 0, 0, 7);
  context.fill();
  context.fillStyle = 'hsl(26 42% 66%)';
  context.beginPath();
  context.ellipse(x, height * 0.42, height * 0.17, height * 0.22, 0, 0, 7);
  context.fill();
}

/** A page of writing and a drawing, as on somebody's screen. */
function drawScreen(context: CanvasRenderingContext2D, time: number): void {
  context.fillStyle = '#fbfbf8';
  context.fillRect(0, 0, 1920, 1080);
  context.fillStyle = '#2b3550';
  context.fillRect(0, 0, 1920, 64);
  context.font = '600 52px sans-serif';
  context.fillText('What the third quarter shows', 120, 190);
  context.font = '30px sans-serif';
  for (let line = 0; line < 9; line++) context.fillText('Words, small enough to be read only when sharp.', 120, 280 + line * 74);
  for (let bar = 0; bar < 6; bar++) context.fillRect(1120 + bar * 110, 900 - bar * 90, 70, 60 + bar * 90);
  context.fillRect(100 + ((time / 10) % 40), 1000, 8, 40);
}

const choices = [
  { id: 'a', label: 'Built-in' },
  { id: 'b', label: 'A camera with a rather long name (046d:085e)' },
];

function lobby(): MeetingState {
  return after([
    { type: 'linkRead', link: 'secret' },
    { type: 'nameTyped', name: 'Ada' },
    { type: 'deviceOpened', device: 'camera', track: fakeTrack(210), id: 'a' },
    { type: 'devicesListed', device: 'camera', choices },
    { type: 'deviceClosed', device: 'microphone', problem: 'denied' },
  ]);
}

const pictures = 49; // as many as the largest view shows, one of them a screen

function room(count: number, events: readonly MeetingEvent[] = []): MeetingState {
  const filler = fakeTrack(0);
  const names = crowd.slice(0, count);
  const isSet: readonly MeetingEvent[] = [{ type: 'joined' }, { type: 'mediaPath', path: 'connected' }];
  const state = after([...isSet, slotsReady(filler, pictures, 8), roster(names)]);
  const pictureOf = (i: number) => (i === 1 ? fakeTrack(90, 360, 640) : fakeTrack(i * 47));
  const slots = state.slots.map((slot, i) => {
    const isVideo = slot.kind === 'video';
    const leaf = isVideo ? i + 1 : i - pictures + 1;
    if (leaf >= count) return slot;
    const source = isVideo ? ('camera' as const) : ('microphone' as const);
    return { ...slot, leaf, source, health: 'sealed' as const, framesDecoded: 1, track: isVideo ? pictureOf(i) : slot.track };
  });
  const states = names.map((_, leaf) => says(leaf, { microphone: leaf % 3 !== 2, camera: leaf % 4 !== 3 }));
  const own: MeetingEvent[] = [
    { type: 'deviceOpened', device: 'camera', track: fakeTrack(210), id: 'a' },
    { type: 'deviceOpened', device: 'microphone', track: filler, id: 'a' },
  ];
  return after([...own, ...states, ...events], { ...state, slots });
}

/** The same, with the third person's screen. */
function shared(count: number, events: readonly MeetingEvent[] = []): MeetingState {
  const state = room(count, [says(2, { camera: true, screen: true }), ...events]);
  const track = movingTrack(1920, 1080, drawScreen);
  const free = state.slots.findIndex((slot) => slot.kind === 'video' && slot.leaf === undefined);
  const slots = state.slots.map((slot, i) => {
    return i === free ? { ...slot, leaf: 2, source: 'screen' as const, health: 'sealed' as const, framesDecoded: 1, track } : slot;
  });
  return { ...state, slots };
}

const speaks = (leaf: number): MeetingEvent => ({ type: 'voiceHeard', leaf, isSpeaking: true, time: -10_000 });

const woken: MeetingEvent = { type: 'timeCame', time: 0 };

function knocks(count: number): MeetingEvent {
  const names = ['Bert Fischer', 'Ada Lovelаce', 'Cleo', ...people.slice(6)];
  const waiting = Array.from({ length: count }, (_, i) => ({
    connection: 900 + i,
    name: names[i] ?? `Guest ${i}`,
    invite: i === 2 ? 'Cleo from the paper' : '',
  }));
  return { type: 'knocks', waiting };
}

const log: MeetingEvent = {
  type: 'logged',
  time: Date.UTC(2026, 0, 5, 14, 3),
  entries: [
    { epoch: 0, kind: 'started', who: 'Ada Lovelace', by: '' },
    { epoch: 1, kind: 'admitted', who: 'Grace Hopper', by: 'Ada Lovelace' },
    { epoch: 2, kind: 'inviteMade', who: 'Cleo from the paper', by: 'Ada Lovelace' },
    { epoch: 2, kind: 'inviteUsed', who: 'Emmy Noether', by: 'Cleo from the paper' },
    { epoch: 3, kind: 'hostNamed', who: 'Grace Hopper', by: 'Ada Lovelace' },
    { epoch: 4, kind: 'keysRenewed', who: 'Grace Hopper', by: '' },
    { epoch: 5, kind: 'keysRenewed', who: 'Emmy Noether', by: '' },
    { epoch: 6, kind: 'policyChanged', who: '', by: 'Ada Lovelace', change: { field: 'isLocked', value: true } },
    { epoch: 7, kind: 'policyChanged', who: '', by: 'Ada Lovelace', change: { field: 'chat', value: 'hosts' } },
    { epoch: 7, kind: 'refused', who: 'Mallory', by: '' },
    { epoch: 8, kind: 'removed', who: 'Mallory', by: 'Grace Hopper' },
    { epoch: 9, kind: 'linkChanged', who: '', by: 'Grace Hopper' },
  ],
};
const invited: MeetingEvent = {
  type: 'invited',
  invite: { label: 'Cleo from the paper', link: 'https://meet.example/#i.AAECAwQFBgcICQoLDA0ODw.EBESExQVFhcYGRobHB0eHw' },
};
const panel = (name: 'people' | 'rules' | 'log' | 'chat'): MeetingEvent => ({ type: 'panelToggled', panel: name });
const guest = (count: number): MeetingEvent => roster(people.slice(0, count), { hosts: [1, 2] });

/** Leaf n has connection 100 + n. */
function saying(leaf: number, number: number, what: Said, time: number): MeetingEvent {
  const name = people[leaf] ?? '';
  return { type: 'said', id: { connection: 100 + leaf, number }, leaf, name, isSelf: leaf === 0, said: what, time };
}

const morning = Date.UTC(2026, 0, 5, 9, 12);
const minute = 60_000;
const question = { connection: 102, number: 1 };
const plan = { connection: 101, number: 5 };
const talk: readonly MeetingEvent[] = [
  saying(1, 1, { type: 'chat', text: 'Good morning! Is the new room plan final?' }, morning),
  saying(2, 2, { type: 'chat', text: 'Nearly. Two walls are still moving.' }, morning + minute),
  saying(2, 3, { type: 'chat', text: 'It is at https://plans.example/rooms/north?floor=2, with yesterday’s notes.' }, morning + minute * 1.5),
  saying(0, 1, { type: 'chat', text: 'Thank you. I shall look before lunch.', replyTo: { connection: 102, number: 3 } }, morning + 2 * minute),
  saying(2, 1, { type: 'poll', question: 'When shall we move in?', options: ['Monday', 'Wednesday after lunch', 'Next week'] }, morning + 3 * minute),
  saying(0, 2, { type: 'vote', poll: question, option: 1 }, morning + 3 * minute),
  saying(1, 4, { type: 'vote', poll: question, option: 1 }, morning + 3 * minute),
  saying(3, 1, { type: 'vote', poll: question, option: 0 }, morning + 3 * minute),
  saying(1, 5, { type: 'file', name: 'north wing, second floor.pdf', size: 3_140_000 }, morning + 5 * minute),
  { type: 'getFileClicked', file: plan },
  { type: 'fileCame', file: plan, received: 1_900_000 },
  saying(3, 2, { type: 'chat', text: '<img src=x onerror=alert(1)> is just text here 🙂' }, morning + 6 * minute),
  saying(0, 3, { type: 'file', name: 'notes.txt', size: 2_048 }, morning + 7 * minute),
];
const noChat = { ...initialState.policy.permissions, chat: 'nobody', files: 'hosts', reactions: 'everyone' } as const;
const now = Date.now();
const signs: readonly MeetingEvent[] = reactionSymbols.map((symbol, i) =>
  saying((i % 4) + (i < 4 ? 0 : 1), 20 + i, { type: 'reaction', symbol }, now),
);
const hands: readonly MeetingEvent[] = [says(2, { camera: true, hand: 1 }), says(0, { hand: 3 }), says(3, { microphone: true, hand: 2 }), { type: 'handToggled' }];

const shut: MeetingEvent = { type: 'framesCounted', received: [{ mid: '4', opened: 0, dropped: 40 }] };

/** The same people, one of whom signs with another key now. */
function withOtherKey(event: MeetingEvent, leaf: number): MeetingEvent {
  if (event.type !== 'roster') return event;
  const changed = (member: (typeof event.members)[number]) =>
    member.leaf === leaf ? { ...member, fingerprint: 'e'.repeat(32) } : member;
  return { ...event, members: event.members.map(changed) };
}

const speakers: readonly MeetingEvent[] = [
  { type: 'devicesListed', device: 'microphone', choices },
  { type: 'speakersListed', choices: [{ id: 's', label: 'Headphones' }, { id: 't', label: 'The screen’s own' }] },
];

/** Something to be heard by a meter. */
function beeps(): MediaStreamTrack {
  const context = new AudioContext();
  const output = new MediaStreamAudioDestinationNode(context);
  const tone = new OscillatorNode(context);
  tone.connect(new GainNode(context, { gain: 0.1 })).connect(output);
  tone.start();
  const [track] = output.stream.getTracks();
  if (track === undefined) throw new Error('no track');
  return track;
}

const captured = (surface: 'tab' | 'window' | 'screen'): MeetingEvent => ({
  type: 'screenCaptured',
  captured: { picture: movingTrack(1920, 1080, drawScreen), hasSound: false, surface, label: '' },
});
const live: readonly MeetingEvent[] = [captured('window'), { type: 'screenShown' }];

const views: Readonly<Record<string, () => MeetingState>> = {
  landing: () => initialState,
  lobby,
  'lobby-empty': () => after([{ type: 'linkRead', link: 'secret' }]),
  joining: () => after([{ type: 'nameTyped', name: 'A' }, { type: 'joinClicked' }, { type: 'serverFound' }]),
  'lobby-new': () => after([{ type: 'linkRead', link: 'secret', isNew: true }]),
  'lobby-passphrase': () => after([{ type: 'linkRead', link: 'secret', needsPassphrase: true }]),
  waiting: () => after([{ type: 'joinClicked' }, { type: 'waitingFor', hosts: ['Ada Lovelace', 'Grace'] }]),
  'wrong-passphrase': () => after([{ type: 'wrongPassphrase' }]),
  denied: () => after([{ type: 'over', reason: 'denied' }]),
  'bad-link': () => after([{ type: 'linkRead', link: 'malformed' }]),
  refused: () => after([{ type: 'refused', reason: 'transform' }]),
  left: () => after([{ type: 'over', reason: 'left' }]),
  'room-1': () => room(1),
  'room-2': () => room(2),
  'room-3': () => room(3),
  'room-4': () => room(4, [{ type: 'panelToggled', panel: 'people' }]),
  'room-6': () => room(6, [shut]),
  'room-9': () => room(9),
  'room-16': () => room(16),
  'room-30': () => room(30),
  'room-49': () => room(49),
  'room-names': () => room(5, [{ type: 'namesToggled' }]),
  'room-speaking': () => room(4, [speaks(2)]),
  speaker: () => room(6, [speaks(2), woken, { type: 'arrangementToggled' }]),
  'speaker-20': () => room(20, [speaks(2), woken, { type: 'arrangementToggled' }]),
  share: () => shared(4),
  'share-12': () => shared(12),
  'share-panel': () => shared(6, [panel('people')]),
  'self-hidden': () => room(3, [{ type: 'selfHiddenToggled' }]),
  pinned: () => room(5, [{ type: 'tilePinned', tile: '3 camera' }]),
  more: () => room(4, [{ type: 'apartFound' }, { type: 'overlayToggled', overlay: 'more' }]),
  shortcuts: () => room(4, [{ type: 'overlayToggled', overlay: 'shortcuts' }]),
  layers: () => room(3, [{ type: 'panelToggled', panel: 'layers' }]),
  safety: () => room(3, [{ type: 'panelToggled', panel: 'safety' }]),
  'safety-stranger': () =>
    room(3, [
      { type: 'panelToggled', panel: 'safety' },
      { type: 'codeScanned', text: codeText('9'.repeat(32), '0'.repeat(30)) },
    ]),
  'compared-lost': () =>
    room(3, [{ type: 'compareToggled', leaf: 1, isCompared: true }, withOtherKey(roster(people.slice(0, 3)), 1)]),
  'knock-1': () => room(3, [knocks(1)]),
  'knock-3': () => room(3, [knocks(3)]),
  'knock-100': () => room(5, [knocks(100)]),
  rules: () => room(4, [panel('rules'), invited]),
  'rules-guest': () => room(4, [panel('rules'), guest(4)]),
  log: () => room(4, [panel('log'), log]),
  'people-host': () =>
    room(5, [
      panel('people'),
      roster([...people.slice(0, 4), 'Grасe Hopper'], { hosts: [0, 1], policy: { isLocked: true } }),
      { type: 'silent', leaves: [2] },
      { type: 'compareToggled', leaf: 1, isCompared: true },
    ]),
  chat: () => room(4, [...talk, panel('chat')]),
  'chat-empty': () => room(3, [panel('chat')]),
  'chat-reply': () =>
    room(4, [...talk, panel('chat'), { type: 'replyChosen', to: { connection: 102, number: 3 } }, { type: 'draftTyped', text: 'x'.repeat(3_900) }]),
  'chat-shut': () =>
    room(4, [...talk, panel('chat'), roster(people.slice(0, 4), { hosts: [1], policy: { permissions: noChat } })]),
  glimpse: () => room(3, talk.slice(0, 3)),
  signs: () => room(5, [...signs, ...hands]),
  'signs-2': () => room(2, [...signs.slice(0, 3), says(1, { camera: true, hand: 1 })]),
  hands: () => room(5, [...hands, panel('people')]),
  ask: () => room(3, [roster(people.slice(0, 3), { hosts: [1] }), saying(1, 9, { type: 'ask', what: 'mute' }, now)]),
  'lobby-check': () => after([{ type: 'panelToggled', panel: 'devices' }, ...speakers, { type: 'deviceOpened', device: 'microphone', track: beeps(), id: 'a' }], lobby()),
  devices: () => room(3, [{ type: 'panelToggled', panel: 'devices' }, ...speakers, { type: 'deviceOpened', device: 'microphone', track: beeps(), id: 'a' }]),
  'share-choosing': () => room(3, [{ type: 'shareClicked' }]),
  'share-warning': () => room(3, [{ type: 'shareClicked' }, { type: 'shareWholeClicked' }]),
  'share-preview': () => room(3, [captured('window')]),
  'share-preview-screen': () => room(3, [captured('screen')]),
  'share-held': () => room(3, [...live, { type: 'screenHeld' }]),
  'share-live': () => room(3, live),
  'share-paused': () => room(3, [...live, { type: 'screenPaused' }]),
  'share-seen-paused': () => shared(3, [says(2, { camera: true, screen: true, isScreenPaused: true })]),
  'log-line': () => room(3, [log]),
  silent: () => room(2, [{ type: 'silent', leaves: [1] }]),
  'silent-9': () => room(9, [{ type: 'silent', leaves: [1, 4] }]),
  lost: () =>
    room(3, [
      { type: 'serverLink', link: 'lost' },
      { type: 'alarm', cause: { kind: 'forged', who: '' } },
      { type: 'deviceClosed', device: 'microphone', problem: 'busy' },
    ]),
};

declare global {
  interface Window {
    /** For the programs that look at every view (tests/browser/gallery.mjs). */
    gallery: { readonly names: readonly string[]; readonly show: (name: string) => void };
  }
}

const root = document.getElementById('app');

function show(name: string): void {
  const view = views[name];
  if (view === undefined || root === null) return;
  viewsShown += 1;
  const state = signal(view());
  effect(() => {
    const { theme } = state.value.view;
    if (theme !== 'device') document.documentElement.dataset['theme'] = theme;
  });
  render(null, root);
  render(<App state={state} send={(event) => (state.value = update(state.value, event))} />, root);
}

async function begin(): Promise<void> {
  const wanted = new URLSearchParams(location.search).get('language') ?? 'en';
  if (isLanguage(wanted)) await speak(wanted, [wanted]);
  markLanguage(document.documentElement);
  window.gallery = { names: Object.keys(views), show };
  show(location.hash === '' ? 'landing' : location.hash.slice(1));
}

void begin();
