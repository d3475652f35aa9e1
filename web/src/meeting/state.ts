// All the truth the page draws from, in one readonly object. Only update.ts makes the next one.
//
// What is said about people comes from the group's roster and from the keys that opened frames;
// what is said about devices comes from live tracks and sender statistics. Nothing here is a wish.

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
  | { readonly type: 'over'; readonly reason: OverReason; readonly canRejoin: boolean };

/**
 * connecting: looking for the server. knocking: it is there; keys are being agreed with members.
 * waiting: that takes long, for want of somebody inside.
 */
export type JoiningStep = 'connecting' | 'knocking' | 'waiting';

export type OverReason =
  | 'left'
  | 'removed'
  | 'ended'
  | 'full'
  | 'replaced'
  | 'version'
  | 'protocol'
  | 'core'
  | 'error';

export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'failed' | 'unplugged';

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export interface Device {
  /** open exactly while its track is live. */
  readonly status: 'closed' | 'opening' | 'open';
  readonly track: MediaStreamTrack | undefined;
  /** Packets of it left during the last look at the statistics. */
  readonly isSending: boolean;
  readonly packetsSent: number;
  readonly problem: DeviceProblem | undefined;
  readonly choices: readonly DeviceChoice[];
  readonly chosenId: string;
}

export interface DeviceState {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

export interface Member {
  readonly leaf: number;
  readonly connection: number;
  readonly name: string;
  readonly isSelf: boolean;
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

export interface Alarm {
  readonly id: number;
  readonly text: string;
}

export type Panel = 'none' | 'people' | 'safety';

export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

export interface MeetingState {
  readonly phase: Phase;
  readonly name: string;
  readonly devices: Readonly<Record<DeviceKind, Device>>;
  readonly server: ServerLink;
  readonly media: MediaPath;
  readonly members: readonly Member[];
  readonly epoch: number;
  readonly safetyCode: string;
  readonly slots: readonly Slot[];
  readonly wishes: readonly SlotWish[];
  readonly alarms: readonly Alarm[];
  readonly panel: Panel;
  /** Where the tiles stand, in CSS pixels. */
  readonly viewport: Viewport;
  readonly isFullScreen: boolean;
  readonly isLinkCopied: boolean;
  /** The browser will not play sound before another click. */
  readonly isSoundBlocked: boolean;
}

const closedDevice: Device = {
  status: 'closed',
  track: undefined,
  isSending: false,
  packetsSent: 0,
  problem: undefined,
  choices: [],
  chosenId: '',
};

export const initialState: MeetingState = {
  phase: { type: 'landing' },
  name: '',
  devices: { microphone: closedDevice, camera: closedDevice },
  server: 'online',
  media: 'none',
  members: [],
  epoch: 0,
  safetyCode: '',
  slots: [],
  wishes: [],
  alarms: [],
  panel: 'none',
  viewport: { width: 0, height: 0, pixelRatio: 1 },
  isFullScreen: false,
  isLinkCopied: false,
  isSoundBlocked: false,
};

export function self(state: MeetingState): Member | undefined {
  return state.members.find((member) => member.isSelf);
}

/** The lamp: on while a track is live or a packet left lately, whatever anybody meant. */
export function isLit(device: Device): boolean {
  return device.status === 'open' || device.isSending;
}
