// What is protected, layer by layer, as facts that this page knows: read off the keys, the tracks and
// the browser's statistics. Sentences about them, and from whom each layer protects, are the text
// catalogue's.
import { isCompared } from './compared';
import { isShareLit } from './share';
import { type LogLine, type MeetingState, isLit } from './state';

/**
 * good: as it should be. look: worth a person's attention. broken: the protection is not there now.
 * A device and a page are never simply good: whoever reads this has to trust them.
 */
export interface Standings {
  readonly network: 'good' | 'look';
  readonly platform: 'good' | 'look' | 'broken';
  readonly device: 'look' | 'broken';
  readonly people: 'good' | 'look';
  readonly room: 'good' | 'look';
}

export type LayerKind = keyof Standings;

export type Fact =
  | { readonly id: 'path'; readonly path: MeetingState['media'] }
  | { readonly id: 'hop'; readonly version: string; readonly cipher: string; readonly isForwardSecret: boolean }
  | { readonly id: 'media'; readonly cipher: string }
  | { readonly id: 'route'; readonly protocol: string }
  | { readonly id: 'suite' }
  | { readonly id: 'epoch'; readonly epoch: number; readonly members: number }
  | { readonly id: 'compared'; readonly compared: number; readonly others: number }
  | { readonly id: 'agreement'; readonly alarms: number }
  | { readonly id: 'capture'; readonly what: Capture; readonly isOpen: boolean }
  | { readonly id: 'build'; readonly build: Build }
  | { readonly id: 'here'; readonly names: readonly string[] }
  | { readonly id: 'admitted'; readonly who: string; readonly by: string }
  | { readonly id: 'door'; readonly isLocked: boolean; readonly hasWaitingRoom: boolean }
  | { readonly id: 'record' }
  | { readonly id: 'shows'; readonly isCameraOpen: boolean; readonly isMicrophoneOpen: boolean };

export type Capture = 'microphone' | 'camera' | 'screen';

/**
 * The page's own files against the list that its server hands out with them. same: each file is as
 * the list says; `hash` is the list's. different: a file is not.
 */
export type Build =
  | { readonly type: 'unknown' | 'checking' | 'unlisted' }
  | { readonly type: 'same' | 'different'; readonly hash: string };

export interface LayerOf<Kind extends LayerKind> {
  readonly kind: Kind;
  readonly standing: Standings[Kind];
  readonly facts: readonly Fact[];
}

export type Layer = { readonly [Kind in LayerKind]: LayerOf<Kind> }[LayerKind];

export function layers(state: MeetingState): readonly Layer[] {
  return [network(state), platform(state), device(state), people(state), room(state)];
}

/** For the one glance. */
export function isAnyBroken(all: readonly Layer[]): boolean {
  return all.some((layer) => layer.standing === 'broken');
}

function network({ media, hop, server }: MeetingState): LayerOf<'network'> {
  const isUp = media === 'connected' && server === 'online';
  const facts: Fact[] = [{ id: 'path', path: media }];
  if (hop.dtlsVersion !== '') {
    const version = dtlsVersion(hop.dtlsVersion);
    facts.push({ id: 'hop', version, cipher: hop.dtlsCipher, isForwardSecret: isForwardSecret(version, hop.dtlsCipher) });
  }
  if (hop.srtpCipher !== '') facts.push({ id: 'media', cipher: hop.srtpCipher });
  if (hop.protocol !== '') facts.push({ id: 'route', protocol: hop.protocol });
  return { kind: 'network', standing: isUp ? 'good' : 'look', facts };
}

const dtlsVersions: Readonly<Record<string, string>> = { FEFF: 'DTLS 1.0', FEFD: 'DTLS 1.2', FEFC: 'DTLS 1.3' };

/** Browsers give the version as its two bytes on the wire (RFC 9147 section 4.1), in hexadecimal. */
export function dtlsVersion(hex: string): string {
  return dtlsVersions[hex.toUpperCase()] ?? hex;
}

/** DTLS 1.3 has no other key exchange; before, the cipher suite's name says which it is. */
export function isForwardSecret(version: string, cipher: string): boolean {
  return version === 'DTLS 1.3' || /(^|_)(EC)?DHE_/.test(cipher);
}

const breaking: ReadonlySet<string> = new Set(['forged', 'replayed', 'disagreement', 'policy', 'compared']);

function platform(state: MeetingState): LayerOf<'platform'> {
  const others = state.members.filter((member) => !member.isSelf);
  const compared = others.filter((member) => isCompared(state, member)).length;
  const alarms = state.alarms.filter((alarm) => breaking.has(alarm.cause.kind)).length;
  const isShut = state.slots.some((slot) => slot.health === 'shut');
  const standing = alarms > 0 || isShut ? 'broken' : compared < others.length ? 'look' : 'good';
  return {
    kind: 'platform',
    standing,
    facts: [
      { id: 'suite' },
      { id: 'epoch', epoch: state.epoch, members: state.members.length },
      { id: 'compared', compared, others: others.length },
      { id: 'agreement', alarms },
    ],
  };
}

function device({ devices, share, build }: MeetingState): LayerOf<'device'> {
  const captures: readonly Fact[] = [
    { id: 'capture', what: 'microphone', isOpen: isLit(devices.microphone) },
    { id: 'capture', what: 'camera', isOpen: isLit(devices.camera) },
    { id: 'capture', what: 'screen', isOpen: isShareLit(share) },
  ];
  const standing = build.type === 'different' ? 'broken' : 'look';
  return { kind: 'device', standing, facts: [...captures, { id: 'build', build }] };
}

function people(state: MeetingState): LayerOf<'people'> {
  const { members, log, policy, silent, knocks } = state;
  const isOdd = silent.length > 0 || knocks.length > 0 || members.some((member) => member.warnings.length > 0);
  return {
    kind: 'people',
    standing: isOdd ? 'look' : 'good',
    facts: [
      { id: 'here', names: members.map((member) => member.name) },
      ...admissions(log),
      { id: 'door', isLocked: policy.isLocked, hasWaitingRoom: policy.hasWaitingRoom },
      { id: 'record' },
    ],
  };
}

const admissionsShown = 8;

/** Who let in whom, newest last, as far as this page has seen it. */
function admissions(log: readonly LogLine[]): readonly Fact[] {
  return log
    .filter((line) => line.kind === 'admitted')
    .slice(-admissionsShown)
    .map(({ who, by }) => ({ id: 'admitted', who, by }));
}

function room({ devices }: MeetingState): LayerOf<'room'> {
  const isCameraOpen = devices.camera.status === 'open';
  const isMicrophoneOpen = devices.microphone.status === 'open';
  const standing = isCameraOpen || isMicrophoneOpen ? 'look' : 'good';
  return { kind: 'room', standing, facts: [{ id: 'shows', isCameraOpen, isMicrophoneOpen }] };
}
