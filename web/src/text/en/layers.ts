import { plural } from './formats';

// The layers panel: what is protected, where, from whom, and from whom not.
export const layers = {
  title: 'Layers',
  chip: { whole: 'Layers', broken: 'A layer is broken' },
  intro: 'Safe from whom, and where. Each layer protects from some and not from others.',
  safeFrom: 'Protects from',
  notFrom: 'Does not protect from',
  standing: { good: 'as it should be', look: 'worth a look', broken: 'not protected now' },
  network: {
    name: 'Network',
    gist: { good: 'Encrypted to the server', look: 'The connection is being mended' },
    safe: 'People on your Wi-Fi, your provider, whoever sits on the way: they cannot read, change or join what is said.',
    unsafe: 'They see that you are in a call with this server, for how long, and roughly how much moves on camera.',
  },
  platform: {
    name: 'Server and keys',
    gist: {
      good: 'End-to-end encrypted, everyone compared',
      look: 'End-to-end encrypted, not everyone compared',
      broken: 'Something was forged, withheld or does not open',
    },
    safe: 'The server, its owner, and whoever breaks in or orders it to talk: it holds no key and cannot let anybody in.',
  },
  device: {
    name: 'Browser and device',
    gist: { look: 'You trust this device and this page', broken: 'The page is not what the server lists' },
    safe: 'Other pages, and us: nothing is opened before your click, and nothing is stored.',
    unsafe: 'Extensions, the system and whoever manages it see what you see.',
  },
  people: {
    name: 'People',
    gist: { good: 'Only those in the list have the keys', look: 'Somebody here is worth a look' },
    safe: 'Strangers with the link: they come in only as the meeting’s rules say, and everybody sees it.',
    unsafe: 'A name is what people call themselves.',
  },
  room: {
    name: 'Your room',
    gist: { good: 'Nothing of it is shown', look: 'What the camera shows and the microphone hears' },
    safe: 'Nobody in particular: what is in the picture is seen by everyone here.',
    unsafe: 'Papers, screens and reflections behind and beside you, voices from the next room.',
  },
  path: { none: 'No connection for sound and pictures yet', connecting: 'Connecting', connected: 'Connected', interrupted: 'Interrupted' },
  hop: (version: string, cipher: string) => `${version} to the server, ${cipher}`,
  forwardSecret: 'Forward secret: a key stolen later opens nothing of today',
  notForwardSecret: 'Not forward secret',
  media: (cipher: string) => `Media packets once more with ${cipher}`,
  route: (protocol: string) => `Over ${protocol.toUpperCase()}, straight to the server: nobody here learns your address`,
  suite: 'MLS (RFC 9420) with X25519, ChaCha20-Poly1305 and Ed25519; SFrame (RFC 9605) with AES-128-GCM for each frame',
  epoch: (epoch: number, members: number) =>
    `Epoch ${epoch}: keys for exactly ${plural(members, { one: '1 person', other: `${members} people` })}`,
  compared: (compared: number, others: number) =>
    others === 0 ? 'Nobody to compare with yet' : `Codes compared with ${compared} of ${others}`,
  agreed: 'The group agrees; nothing was forged or withheld',
  disagreed: (alarms: number) =>
    plural(alarms, { one: '1 alarm: see the notices', other: `${alarms} alarms: see the notices` }),
  capture: {
    microphone: { open: 'Microphone open', closed: 'Microphone closed' },
    camera: { open: 'Camera open', closed: 'Camera closed' },
    screen: { open: 'Screen, window or tab captured', closed: 'No screen captured' },
  },
  build: {
    unknown: 'This page has not been checked',
    checking: 'Checking this page …',
    unlisted: 'The server hands out no list of this page’s files',
    same: 'Every file of this page is as the server lists it',
    different: 'A file of this page is not as the server lists it',
  },
  buildHash: 'Hash of the list',
  buildAdvice:
    'The server made both the page and the list. To know that they are ours, compare the hash with one from your own build (./dev manifest), on another device.',
  checkPage: 'Check this page',
  here: (names: readonly string[]) => `Here: ${names.join(', ')}`,
  admitted: (who: string, by: string) => `${by} let in ${who}`,
  door: { locked: 'Locked: no one is let in', waitingRoom: 'A host lets people in', open: 'Everyone with the link can come in' },
  record: 'Anyone here can record what you show or say; no app can prevent it.',
  shows: {
    both: 'Your camera shows you and what is behind you, your microphone hears the room.',
    camera: 'Your camera shows you and what is behind you.',
    microphone: 'Your microphone hears the room.',
    nothing: 'Camera and microphone are closed.',
  },
};
