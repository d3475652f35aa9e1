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
import type { HeldReason, SeenScreen } from './screen_watch';

/** The four things a person can send, by the names of docs/protocol.md. */
export type SourceKind = 'microphone' | 'camera' | 'screen' | 'screen_audio';
export const sourceKinds: readonly SourceKind[] = ['microphone', 'camera', 'screen', 'screen_audio'];

/** What a person looked at before showing it (see screen_watch.ts). */
export type { HeldReason, SeenScreen };

/** What a person's own page says of their devices and their hand. */
export interface OwnState {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly isScreenPaused: boolean;
  readonly isHandRaised: boolean;
}

/** The same as everyone has it of each other, under the meeting's keys. */
export interface DeviceState {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly isScreenPaused: boolean;
  /** 0 while it is down; whoever raised theirs earlier has the smaller number. Ties go by leaf. */
  readonly hand: number;
}

// ---- what people say ------------------------------------------------------------------------------

/** Whose words, and which of them; the key that sealed them says whose. */
export interface MessageId {
  readonly connection: number;
  readonly number: number;
}

/** A host's request to one person. It is shown, and nothing ever acts on it but that person. */
export type AskKind = 'mute' | 'unmute' | 'stopCamera' | 'stopShare' | 'lowerHand';

export type Said =
  | { readonly type: 'chat'; readonly text: string; readonly replyTo?: MessageId }
  | { readonly type: 'reaction'; readonly symbol: string }
  | { readonly type: 'poll'; readonly question: string; readonly options: readonly string[] }
  /** A person's later vote takes the place of the earlier one. */
  | { readonly type: 'vote'; readonly poll: MessageId; readonly option: number }
  | { readonly type: 'pollClosed'; readonly poll: MessageId }
  /** An offer: the bytes stay with the sender until somebody wants them. */
  | { readonly type: 'file'; readonly name: string; readonly size: number }
  | { readonly type: 'fileWithdrawn'; readonly file: MessageId }
  | { readonly type: 'ask'; readonly what: AskKind };

// Limits of src/base/limits.h.
export const fileBytesMax = 32 * 1024 * 1024;
/** A file travels in pieces of so many bytes; the last one is what is left. */
export const fileChunkBytes = 65_519;

/** One person, as the group's roster has them. */
export interface RosterMember {
  readonly leaf: number;
  readonly connection: number;
  readonly name: string;
  readonly isSelf: boolean;
  readonly isHost: boolean;
  /** Of the key that this person signs with, 32 hex digits: another key is another person. */
  readonly fingerprint: string;
}

/** Who may use a feature: everyone, hosts only, or nobody. */
export type Permission = 'everyone' | 'hosts' | 'nobody';
export type Feature = 'share' | 'chat' | 'reactions' | 'files';

/** What the hosts decided, held by every member's device (src/e2ee/policy.h). */
export interface Policy {
  readonly isLocked: boolean;
  /** People with the link wait until a host lets them in. */
  readonly hasWaitingRoom: boolean;
  readonly doNewcomersEnterMuted: boolean;
  readonly isRecordingAllowed: boolean;
  readonly permissions: Readonly<Record<Feature, Permission>>;
  /** Seconds since 1970 after which the link lets nobody in; 0 for never. */
  readonly linkExpires: number;
}

/** One change of policy by a host. */
export type PolicyChange =
  | {
      readonly field:
        | 'isLocked'
        | 'hasWaitingRoom'
        | 'doNewcomersEnterMuted'
        | 'isRecordingAllowed';
      readonly value: boolean;
    }
  | { readonly field: Feature; readonly value: Permission }
  | { readonly field: 'linkExpires'; readonly value: number };

/** Somebody who knocked. The name is what they say of themselves. */
export interface Knocker {
  readonly connection: number;
  readonly name: string;
  /** What the invite was made for, when the knock came by a personal invite; else empty. */
  readonly invite: string;
}

/**
 * One line of the meeting's log, derived from the group's own history. `who` and `by` are names as
 * they were then.
 */
export interface LogEntry {
  readonly epoch: number;
  readonly kind: LogKind;
  readonly who: string;
  readonly by: string;
  readonly change?: PolicyChange;
}
export type LogKind =
  | 'started' // who created the group
  | 'here' // who was already here when we came
  | 'admitted' // who, by whom
  | 'left' // who: the connection is gone
  | 'silenced' // who: removed, since nothing was heard of them for too long
  | 'removed' // who, by whom
  | 'hostNamed' // who, by whom
  | 'hostUnnamed' // who, by whom (the same: stepped down)
  | 'hostSucceeded' // who: no host was left, and the rule named this person
  | 'policyChanged' // change, by whom
  | 'keysRenewed' // who
  | 'linkChanged' // by whom
  | 'inviteMade' // who: whom it is for; by whom
  | 'inviteUsed' // who came in; by: whom the invite was made for
  | 'refused'; // who sent a change that is against the policy; it did not happen

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
  | {
      readonly type: 'restored';
      readonly connection: number;
      readonly resume: Uint8Array;
      readonly epoch: number;
    }
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
  | { readonly type: 'reply'; readonly envelope: Uint8Array }
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
  | { readonly type: 'message'; readonly envelope: Uint8Array; readonly to?: number }
  /** To one who knocked: sealed under the knock's keys. */
  | { readonly type: 'reply'; readonly envelope: Uint8Array; readonly to: number }
  /** To a server that knows the meeting no more: this client was a member of its group. */
  | {
      readonly type: 'restore';
      readonly connection: number;
      readonly epoch: number;
      readonly members: readonly number[];
      readonly proof: Uint8Array;
      readonly proof_before?: Uint8Array;
      readonly commit?: { readonly from: number; readonly envelope: Uint8Array };
    };

// ---- page -> worker -----------------------------------------------------------------------------

export type PageMessage = KeyMessage | ScreenMessage;

/** What a person has looked at of their own screen: only that is sealed. */
export type ScreenMessage =
  | { readonly type: 'screenSeen'; readonly seen: SeenScreen }
  | { readonly type: 'screenHold' }
  | { readonly type: 'screenOver' };

export type KeyMessage =
  /** First, once. `secret` is the link's fragment without '#'; see src/e2ee/link.h for its forms. */
  | {
      readonly type: 'start';
      readonly secret: string;
      readonly name: string;
      /** Empty for none. */
      readonly passphrase: string;
    }
  | { readonly type: 'fromServer'; readonly message: KeyServerMessage }
  /** Tell the others which devices are open; the page sends it on every change, from real tracks. */
  | { readonly type: 'say'; readonly state: OwnState }
  /** Tell everybody; an ask goes to the member at leaf `to`. */
  | { readonly type: 'tell'; readonly said: Said; readonly to?: number }
  /** Ask whoever offered a file for one piece of it. */
  | { readonly type: 'wantChunk'; readonly file: MessageId; readonly index: number }
  /** The answer to `chunkWanted`; `file` is the number of one's own offer. */
  | {
      readonly type: 'sendChunk';
      readonly to: number;
      readonly file: number;
      readonly index: number;
      readonly data: Uint8Array;
    }
  /** One's own voice, measured while the microphone is open. */
  | { readonly type: 'speaking'; readonly isSpeaking: boolean }
  // Wishes of a host; the others' cores would refuse them from anybody else. What comes of a wish
  // is a new roster and a log entry, or nothing.
  | { readonly type: 'admit'; readonly connections: readonly number[] }
  | { readonly type: 'deny'; readonly connections: readonly number[] }
  | { readonly type: 'remove'; readonly leaf: number; readonly doesChangeLink: boolean }
  | { readonly type: 'changePolicy'; readonly change: PolicyChange }
  | { readonly type: 'setHost'; readonly leaf: number; readonly isHost: boolean }
  | { readonly type: 'changeLink' }
  /** Make a link for one person and one use; `label` is whom it is for. */
  | { readonly type: 'invite'; readonly label: string }
  /** Wipe every key. The worker seals and opens nothing after this; the page ends it soon after. */
  | { readonly type: 'leave' };

// ---- worker -> page -----------------------------------------------------------------------------

export type WorkerMessage =
  | { readonly type: 'ready'; readonly meetingId: string }
  | { readonly type: 'toServer'; readonly message: KeyClientMessage }
  /** This member has keys: at creation, and when its Welcome was opened. */
  | { readonly type: 'joined'; readonly leaf: number; readonly epoch: number }
  /** After `joined` and on every new epoch: who is here, and by which rules. */
  | {
      readonly type: 'roster';
      readonly members: readonly RosterMember[];
      readonly epoch: number;
      /** 30 digits, ungrouped. */
      readonly safetyCode: string;
      /** The same in twelve numbers below 2048: words of the BIP 39 English list. */
      readonly safetyWords: readonly number[];
      readonly policy: Policy;
    }
  /** Everyone who waits now. */
  | { readonly type: 'knocks'; readonly waiting: readonly Knocker[] }
  /** New lines of the log, in order. */
  | { readonly type: 'log'; readonly entries: readonly LogEntry[] }
  /** Members of whom nothing was heard for some seconds: all of them, on every change. */
  | { readonly type: 'silent'; readonly leaves: readonly number[] }
  /** While this client waits: a host's device has seen the knock. Names of the hosts. */
  | { readonly type: 'waiting'; readonly hosts: readonly string[] }
  /** While this client waits: a host said no. */
  | { readonly type: 'denied' }
  /** While this client waits: the passphrase is wrong. */
  | { readonly type: 'wrongPassphrase' }
  /** The link's fragment from now on, for `copy link`; the old one lets nobody in. */
  | { readonly type: 'linkChanged'; readonly secret: string }
  /** The answer to `invite`. */
  | { readonly type: 'invited'; readonly secret: string; readonly label: string }
  | { readonly type: 'state'; readonly leaf: number; readonly state: DeviceState }
  /** Somebody's words, one's own as soon as they are sent. `name` is that of then. */
  | {
      readonly type: 'said';
      readonly id: MessageId;
      readonly leaf: number;
      readonly name: string;
      readonly isSelf: boolean;
      readonly said: Said;
    }
  /** A connection wants a piece of a file that this client offers. */
  | {
      readonly type: 'chunkWanted';
      readonly from: number;
      readonly file: number;
      readonly index: number;
    }
  /** A piece of the file that connection `from` offered under this number. */
  | {
      readonly type: 'chunk';
      readonly from: number;
      readonly file: number;
      readonly index: number;
      readonly data: Uint8Array;
    }
  /** On every change, from that member's opened audio frames. */
  | { readonly type: 'speaking'; readonly leaf: number; readonly isSpeaking: boolean }
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
  /** Something a person should know while the meeting goes on. */
  | {
      readonly type: 'alarm';
      readonly kind: AlarmKind;
      /** Whom it names: a member, or whom the invite was for; else empty. */
      readonly who: string;
    }
  /** The core did not do what this host wished. */
  | { readonly type: 'wishRefused'; readonly reason: WishRefusal }
  /** One's own screen shows something else than the person looked at: none of it is sealed. */
  | { readonly type: 'screenHeld'; readonly reason: HeldReason }
  /** A member's accepted commit removed this client. */
  | { readonly type: 'removed' }
  /** The group goes on without this client, or is gone; it knocks again, as somebody new. */
  | { readonly type: 'lost' }
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

/**
 * forged: an envelope failed to verify. replayed: it was here before. disagreement: this member and
 * the others diverge. policy: a member tried what the policy forbids. inviteTwice: a personal invite
 * was used twice. passphrase: somebody with the link tried a wrong passphrase.
 */
export type AlarmKind =
  | 'forged'
  | 'replayed'
  | 'disagreement'
  | 'policy'
  | 'inviteTwice'
  | 'passphrase';

/**
 * refused: the meeting’s rules forbid it. notFound: whom it was about is no longer there. limit:
 * too many at once. notYet: the keys are just changing. impossible: for any other reason.
 */
export type WishRefusal = 'refused' | 'notFound' | 'limit' | 'notYet' | 'impossible';

/** link: the secret has no valid form. core: the WebAssembly core did not load. internal: our bug. */
export type FailureReason = 'link' | 'core' | 'internal';

// ---- RTCRtpScriptTransform(worker, options) -----------------------------------------------------

/** One a sender and one a receiver; the camera's simulcast layer is in the frame's own metadata. */
export type TransformOptions =
  | { readonly direction: 'send'; readonly kind: SourceKind }
  | { readonly direction: 'receive'; readonly mid: string };
