// All the truth the page draws from, in one readonly object. Only update.ts makes the next one.
//
// What is said about people comes from the group's roster and from the keys that opened frames;
// what is said about devices comes from live tracks and sender statistics. Nothing here is a wish.
import type { NameWarning } from '../base/names';
import type { AlarmKind, DeviceState, Feature, Knocker, LogEntry, LogKind, Permission, Policy, PolicyChange, WishRefusal } from '../e2ee/messages';
import type { HopStats } from '../media/stats';
import type { SeenField } from '../signal/messages';
import type { Loss, Person, Scan } from './compared';
import type { LostPerson } from './lost';
import type { Build } from './layers';
import { type Quality, unknownQuality } from './quality';
import { type Speaker, nobodySpeaks } from './speaker';
import { type View, initialView } from './view';
import { type Conversation, silence } from './conversation';
import { type Setup, usualSetup } from './setup';
import { type Share, noShare } from './share';

export type { DeviceState, Feature, Knocker, LogEntry, LogKind, NameWarning, Permission, Policy, PolicyChange, WishRefusal, SeenField };

export type SourceKind = 'microphone' | 'camera' | 'screen' | 'screen_audio';
export type DeviceKind = 'microphone' | 'camera';
export type MediaKind = 'audio' | 'video';

export type Phase =
  | { readonly type: 'refused'; readonly reason: 'insecure' | 'transform' }
  | { readonly type: 'landing' }
  | { readonly type: 'badLink' }
  | { readonly type: 'lobby' }
  | { readonly type: 'joining'; readonly step: JoiningStep }
  | { readonly type: 'meeting' }
  | { readonly type: 'over'; readonly reason: OverReason; readonly wayBack: WayBack };

/** From an ending: to the lobby of the same meeting; by a fresh copy of this page; or none that this page knows. */
export type WayBack = 'lobby' | 'reload' | 'none';

/**
 * connecting: looking for the server. knocking: it is there; keys are being agreed with members.
 * unheard: that takes long, for want of somebody inside. waiting: hosts have seen the knock.
 * wrongPassphrase: not knocking any more, but asking for another passphrase.
 */
export type JoiningStep = 'connecting' | 'knocking' | 'unheard' | 'waiting' | 'wrongPassphrase';

export type OverReason =
  | 'left'
  | 'removed'
  | 'denied'
  | 'full'
  | 'replaced'
  | 'version'
  | 'protocol'
  | 'core'
  | 'error';

/** enteredMuted is no fault: by the meeting's rules newcomers come in with a closed microphone. */
export type DeviceProblem =
  | 'denied'
  | 'missing'
  | 'busy'
  | 'failed'
  | 'unplugged'
  | 'enteredMuted';

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export interface Device {
  /** open exactly while its track is live. */
  readonly status: 'closed' | 'opening' | 'open';
  readonly track: MediaStreamTrack | undefined;
  /** Some of it left between the last two looks at the statistics. */
  readonly isSending: boolean;
  readonly bytesSent: number;
  readonly problem: DeviceProblem | undefined;
  readonly choices: readonly DeviceChoice[];
  readonly chosenId: string;
}

export interface Member {
  readonly leaf: number;
  readonly connection: number;
  readonly name: string;
  readonly isSelf: boolean;
  readonly isHost: boolean;
  /** Of the key this person signs with: a mark of having compared codes is bound to it. */
  readonly fingerprint: string;
  /** What is odd about the name. */
  readonly warnings: readonly NameWarning[];
  /** What this person said about their devices, under the meeting's keys. */
  readonly says: DeviceState | undefined;
}

/** sealed: frames opened with this person's keys lately. shut: frames came and none opened. */
export type SlotHealth = 'idle' | 'sealed' | 'shut';

export interface Slot {
  readonly mid: string;
  readonly kind: MediaKind;
  readonly track: MediaStreamTrack;
  /** Whose frames it carries and what they are, by the key that opened them. */
  readonly leaf: number | undefined;
  readonly source: SourceKind | undefined;
  readonly framesOpened: number;
  readonly framesDropped: number;
  readonly health: SlotHealth;
  readonly framesDecoded: number;
  readonly samplesReceived: number;
}

/** What a slot was asked to carry: a wish of ours, never a statement about what it carries. */
export interface SlotWish {
  readonly mid: string;
  readonly connection: number;
  readonly source: SourceKind;
  readonly height: number;
  readonly priority: number;
}

/** online: the server answers. lost: trying again. unreachable: trying for a long time. */
export type ServerLink = 'online' | 'lost' | 'unreachable';
export type MediaPath = 'none' | 'connecting' | 'connected' | 'interrupted';

/** A trouble of this page's own. */
export type PageTrouble =
  | 'linkNotCopied'
  | 'inviteNotCopied'
  | 'noFullScreen'
  | 'notApart'
  | 'noMedia'
  | 'fileEmpty'
  | 'fileLarge'
  | 'fileUnreadable';

/** Something worth telling while the meeting goes on: what and whom, never in which words. */
export type AlarmCause =
  /** From the worker. `who` is empty when nobody is named. */
  | { readonly kind: AlarmKind; readonly who: string }
  /** Somebody who was compared has another key now. */
  | ({ readonly kind: 'compared' } & Loss)
  | { readonly kind: 'wish'; readonly reason: WishRefusal }
  | { readonly kind: 'page'; readonly trouble: PageTrouble };

export interface Alarm {
  readonly id: number;
  readonly cause: AlarmCause;
}

/** The hop between this browser and the server, as the browser tells. */
export type Hop = Omit<HopStats, 'roundTripMs'>;

/** A log entry and when this page heard of it, in milliseconds since 1970. */
export interface LogLine extends LogEntry {
  readonly time: number;
}

/** A link for one person and one use, made by this person. */
export interface Invite {
  readonly label: string;
  readonly link: string;
}

/** What the link that this page was opened with asks for. */
export interface LinkNeeds {
  readonly needsPassphrase: boolean;
  /** Made on this page: whoever starts a meeting may add a passphrase. */
  readonly isNew: boolean;
  /** A personal invite: it lets in once. */
  readonly isForOne: boolean;
}

export type Panel = 'none' | 'devices' | 'layers' | 'people' | 'chat' | 'safety' | 'rules' | 'log';

export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/** unsigned: there was no key to sign with yet. The evidence is for whoever is to check it elsewhere. */
export interface Statement {
  readonly standing: 'signed' | 'unsigned' | 'wrong';
  readonly time: number;
  readonly evidence: string;
}

export interface MeetingState {
  readonly phase: Phase;
  readonly name: string;
  /** As typed; forgotten with the meeting. */
  readonly passphrase: string;
  readonly link: LinkNeeds;
  /** While waiting to be let in: the hosts who were asked. */
  readonly waitingFor: readonly string[];
  readonly devices: Readonly<Record<DeviceKind, Device>>;
  /** One's own share. */
  readonly share: Share;
  readonly setup: Setup;
  /** Whose share was seen last, so that it stays when another begins. */
  readonly shownSharer: number | undefined;
  readonly server: ServerLink;
  readonly media: MediaPath;
  /** What the server says that it holds about us, as of the last time it was asked. */
  readonly seen: readonly SeenField[];
  /** And whether it signed for what its operator turned on. */
  readonly statement: Statement | undefined;
  readonly hop: Hop;
  readonly build: Build;
  /** How the call fares. */
  readonly quality: Quality;
  readonly members: readonly Member[];
  readonly epoch: number;
  readonly safetyCode: string;
  readonly safetyWords: readonly number[];
  readonly policy: Policy;
  /** Who waits to be let in. */
  readonly knocks: readonly Knocker[];
  /** Leaves of whom nothing was heard for some seconds. */
  readonly silent: readonly number[];
  /** Who went without a goodbye, for as long as they may come back. */
  readonly lost: readonly LostPerson[];
  /** All that happened since this page came in; only ever grows, and ends with the meeting. */
  readonly log: readonly LogLine[];
  /** Fingerprints of the people with whom this person compared codes. */
  readonly compared: readonly string[];
  /** Those of them who are not here now. */
  readonly comparedGone: readonly Person[];
  /** What came of the code that was scanned last. */
  readonly scan: Scan | undefined;
  readonly invites: readonly Invite[];
  /** What people say to each other. */
  readonly conversation: Conversation;
  readonly slots: readonly Slot[];
  readonly wishes: readonly SlotWish[];
  readonly alarms: readonly Alarm[];
  readonly panel: Panel;
  readonly view: View;
  readonly speaker: Speaker;
  /** Where the tiles stand, in CSS pixels. */
  readonly viewport: Viewport;
  readonly isFullScreen: boolean;
  readonly isLinkCopied: boolean;
  /** The link of the invite that was copied last, for a moment. */
  readonly copiedInvite: string;
  /** Short tones for knocks, joins and leaves. */
  readonly hasChimes: boolean;
  /** The browser will not play sound before another click. */
  readonly isSoundBlocked: boolean;
}

const closedDevice: Device = {
  status: 'closed',
  track: undefined,
  isSending: false,
  bytesSent: 0,
  problem: undefined,
  choices: [],
  chosenId: '',
};

/** Until the group's own policy is known: the strictest of what matters before. */
const unknownPolicy: Policy = {
  isLocked: false,
  hasWaitingRoom: true,
  doNewcomersEnterMuted: false,
  isRecordingAllowed: false,
  permissions: { share: 'everyone', chat: 'everyone', reactions: 'everyone', files: 'everyone' },
  linkExpires: 0,
};

export const initialState: MeetingState = {
  phase: { type: 'landing' },
  name: '',
  passphrase: '',
  link: { needsPassphrase: false, isNew: false, isForOne: false },
  waitingFor: [],
  devices: { microphone: closedDevice, camera: closedDevice },
  share: noShare,
  setup: usualSetup,
  shownSharer: undefined,
  server: 'online',
  media: 'none',
  seen: [],
  statement: undefined,
  hop: { dtlsVersion: '', dtlsCipher: '', srtpCipher: '', protocol: '' },
  build: { type: 'unknown' },
  quality: unknownQuality,
  members: [],
  epoch: 0,
  safetyCode: '',
  safetyWords: [],
  policy: unknownPolicy,
  knocks: [],
  silent: [],
  lost: [],
  log: [],
  compared: [],
  comparedGone: [],
  scan: undefined,
  invites: [],
  conversation: silence,
  slots: [],
  wishes: [],
  alarms: [],
  panel: 'none',
  view: initialView,
  speaker: nobodySpeaks,
  viewport: { width: 0, height: 0, pixelRatio: 1 },
  isFullScreen: false,
  isLinkCopied: false,
  copiedInvite: '',
  hasChimes: true,
  isSoundBlocked: false,
};

export function self(state: MeetingState): Member | undefined {
  return state.members.find((member) => member.isSelf);
}

export function isHost(state: MeetingState): boolean {
  return self(state)?.isHost === true;
}

export function hosts(state: MeetingState): readonly Member[] {
  return state.members.filter((member) => member.isHost);
}

/** The lamp: on while a track is live or something left lately, whatever anybody meant. */
export function isLit(device: Device): boolean {
  return device.status === 'open' || device.isSending;
}
