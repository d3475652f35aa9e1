// The contract between the page and the e2ee worker.
//
// Keys live only in the worker. The page hands it the link's secret and whatever the server said
// about keys; it gets back envelopes to send, a roster, an epoch and a safety code. Nothing in
// either direction is a key, but for the secret of the link, which the page reads from its address.
//
// Order: the page posts `start`; the worker answers `ready` with the meeting id; the page connects
// and passes every KeyServerMessage on, in order, beginning with the server's `hello`. From there
// the worker decides by itself (create, knock, commit) and speaks through `toServer`.
// A worker that cannot go on says `failed` once and from then on opens and seals nothing.

/** The four things a person can send, by the names of docs/protocol.md. */
export type SourceKind = 'microphone' | 'camera' | 'screen' | 'screen_audio';
export const sourceKinds: readonly SourceKind[] = ['microphone', 'camera', 'screen', 'screen_audio'];

/** What a person says, under the meeting's keys, about their own devices. */
export interface DeviceState {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

/** One person, as the group's roster has them. `connection` is 0 while it is not known. */
export interface RosterMember {
  readonly leaf: number;
  readonly connection: number;
  readonly name: string;
  readonly isSelf: boolean;
}

// ---- what of docs/protocol.md concerns keys -----------------------------------------------------
// Envelopes are bytes here; only the signal room knows that they travel as base64url.

export type KeyServerMessage =
  | {
      readonly type: 'hello';
      readonly version: number;
      readonly connection: number;
      readonly resume: Uint8Array;
      readonly resumed: boolean;
      readonly members: readonly number[];
      readonly epoch: number;
    }
  | { readonly type: 'created' }
  | { readonly type: 'exists' }
  | { readonly type: 'knock'; readonly from: number; readonly envelope: Uint8Array }
  | { readonly type: 'accepted'; readonly epoch: number }
  | { readonly type: 'stale'; readonly epoch: number }
  | {
      readonly type: 'commit';
      readonly from: number;
      readonly epoch: number;
      readonly envelope: Uint8Array;
    }
  | {
      readonly type: 'welcome';
      readonly from: number;
      readonly epoch: number;
      readonly envelope: Uint8Array;
    }
  | { readonly type: 'message'; readonly from: number; readonly envelope: Uint8Array }
  | { readonly type: 'departed'; readonly connection: number }
  | { readonly type: 'ended' }
  | { readonly type: 'removed' };

export type KeyClientMessage =
  | { readonly type: 'create' }
  | { readonly type: 'knock'; readonly envelope: Uint8Array }
  | {
      readonly type: 'commit';
      readonly epoch: number;
      readonly envelope: Uint8Array;
      readonly welcome?: { readonly envelope: Uint8Array; readonly to: readonly number[] };
      readonly removed: readonly number[];
    }
  | { readonly type: 'message'; readonly envelope: Uint8Array; readonly to?: number };

// ---- page -> worker -----------------------------------------------------------------------------

export type PageMessage =
  /** First, once. `secret` is the link's fragment without '#': 22 characters of base64url. */
  | { readonly type: 'start'; readonly secret: string; readonly name: string }
  | { readonly type: 'fromServer'; readonly message: KeyServerMessage }
  /** Tell the others which devices are open; the page sends it on every change, from real tracks. */
  | { readonly type: 'say'; readonly state: DeviceState }
  /** Wipe every key. The worker seals and opens nothing after this; the page ends it soon after. */
  | { readonly type: 'leave' };

// ---- worker -> page -----------------------------------------------------------------------------

export type WorkerMessage =
  | { readonly type: 'ready'; readonly meetingId: string }
  | { readonly type: 'toServer'; readonly message: KeyClientMessage }
  /** This member has keys: at creation, and when its Welcome was opened. */
  | { readonly type: 'joined'; readonly leaf: number; readonly epoch: number }
  /** After `joined` and on every new epoch: who is here. `safetyCode` is 30 digits, ungrouped. */
  | {
      readonly type: 'roster';
      readonly members: readonly RosterMember[];
      readonly epoch: number;
      readonly safetyCode: string;
    }
  | { readonly type: 'state'; readonly leaf: number; readonly state: DeviceState }
  /** Whose frames a receive slot carries, from the key that opened them; on every change. */
  | {
      readonly type: 'slot';
      readonly mid: string;
      readonly leaf: number;
      readonly kind: SourceKind;
    }
  /** About once a second while frames flow. Counters only grow. */
  | {
      readonly type: 'frames';
      readonly received: readonly ReceivedFrames[];
      readonly sent: readonly SentFrames[];
    }
  /** Something a person should know while the meeting goes on; `text` is a plain sentence. */
  | { readonly type: 'alarm'; readonly kind: AlarmKind; readonly text: string }
  /** A member's accepted commit removed this client. */
  | { readonly type: 'removed' }
  /** The group this client waited for or was in is gone. */
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly text: string };

/** `dropped` counts frames that no key opened; empty frames that browsers make up do not count. */
export interface ReceivedFrames {
  readonly mid: string;
  readonly opened: number;
  readonly dropped: number;
}
/** `dropped` counts frames that had no key to be sealed with: they were not sent. */
export interface SentFrames {
  readonly kind: SourceKind;
  readonly sealed: number;
  readonly dropped: number;
}

/** forged: an envelope failed to verify. disagreement: this member and the others diverge. */
export type AlarmKind = 'forged' | 'disagreement' | 'stalled' | 'replayed';

/** link: the secret has no valid form. core: the WebAssembly core did not load. internal: our bug. */
export type FailureReason = 'link' | 'core' | 'internal';

// ---- RTCRtpScriptTransform(worker, options) -----------------------------------------------------

/** One a sender and one a receiver; the camera's simulcast layer is in the frame's own metadata. */
export type TransformOptions =
  | { readonly direction: 'send'; readonly kind: SourceKind }
  | { readonly direction: 'receive'; readonly mid: string };
