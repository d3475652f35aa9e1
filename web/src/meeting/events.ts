// Everything that can happen to a meeting, as seen by the page. The first group is what a person
// does: main.ts carries it out, and what comes of it arrives as one of the others.
import type { SeenField } from '../signal/messages';
import type { Build } from './layers';
import type { Look } from './quality';
import type { ConversationUserEvent, ConversationWorldEvent } from './conversation_events';
import type {
  AlarmCause,
  DeviceChoice,
  DeviceKind,
  DeviceProblem,
  DeviceState,
  Hop,
  Invite,
  Knocker,
  LogEntry,
  MediaKind,
  MediaPath,
  OverReason,
  Panel,
  Policy,
  PolicyChange,
  ServerLink,
  SlotWish,
  SourceKind,
  Statement,
} from './state';
import type { SetupUserEvent, SetupWorldEvent } from './setup';
import type { ShareUserEvent, ShareWorldEvent } from './share';
import type { ViewEvent } from './view';

export type UserEvent =
  | ViewEvent
  | SetupUserEvent
  | ShareUserEvent
  | ConversationUserEvent
  | { readonly type: 'startMeeting' }
  | { readonly type: 'goHome' }
  | { readonly type: 'rejoin' }
  | { readonly type: 'reloadClicked' }
  | { readonly type: 'nameTyped'; readonly name: string }
  | { readonly type: 'deviceToggled'; readonly device: DeviceKind }
  | { readonly type: 'deviceChosen'; readonly device: DeviceKind; readonly id: string }
  | { readonly type: 'passphraseTyped'; readonly passphrase: string }
  | { readonly type: 'joinClicked' }
  | { readonly type: 'passphraseRetried' }
  | { readonly type: 'leaveClicked' }
  | { readonly type: 'panelToggled'; readonly panel: Exclude<Panel, 'none'> }
  | { readonly type: 'panelClosed' }
  | { readonly type: 'copyLinkClicked' }
  | { readonly type: 'fullScreenClicked' }
  | { readonly type: 'apartClicked' }
  | { readonly type: 'alarmDismissed'; readonly id: number }
  | { readonly type: 'knocksAdmitted'; readonly connections: readonly number[] }
  | { readonly type: 'knocksDenied'; readonly connections: readonly number[] }
  | { readonly type: 'removeClicked'; readonly leaf: number; readonly doesChangeLink: boolean }
  | { readonly type: 'hostClicked'; readonly leaf: number; readonly isHost: boolean }
  | { readonly type: 'policyChanged'; readonly change: PolicyChange }
  | { readonly type: 'changeLinkClicked' }
  | { readonly type: 'inviteClicked'; readonly label: string }
  | { readonly type: 'copyInviteClicked'; readonly link: string }
  /** Codes were compared with this person, or that is taken back. */
  | { readonly type: 'compareToggled'; readonly leaf: number; readonly isCompared: boolean }
  /** A camera looks for a code on another device's screen; then it read one. */
  | { readonly type: 'scanStarted' }
  | { readonly type: 'codeScanned'; readonly text: string }
  | { readonly type: 'inspectClicked' }
  | { readonly type: 'checkBuildClicked' }
  | { readonly type: 'chimesToggled' }
  | { readonly type: 'soundBlocked' }
  | { readonly type: 'soundClicked' }
  | {
      readonly type: 'viewportMeasured';
      readonly width: number;
      readonly height: number;
      readonly pixelRatio: number;
    };

export type WorldEvent =
  | ConversationWorldEvent
  | SetupWorldEvent
  | ShareWorldEvent
  | { readonly type: 'refused'; readonly reason: 'insecure' | 'transform' }
  | {
      readonly type: 'linkRead';
      readonly link: 'empty' | 'secret' | 'malformed';
      readonly needsPassphrase?: boolean;
      readonly isNew?: boolean;
      readonly isForOne?: boolean;
    }
  | { readonly type: 'deviceOpening'; readonly device: DeviceKind }
  | {
      readonly type: 'deviceOpened';
      readonly device: DeviceKind;
      readonly track: MediaStreamTrack;
      readonly id: string;
    }
  | {
      readonly type: 'deviceClosed';
      readonly device: DeviceKind;
      readonly problem?: DeviceProblem;
    }
  /** Another one did not open; the one in use stays. */
  | { readonly type: 'deviceTrouble'; readonly device: DeviceKind; readonly problem: DeviceProblem }
  | {
      readonly type: 'devicesListed';
      readonly device: DeviceKind;
      readonly choices: readonly DeviceChoice[];
    }
  | { readonly type: 'serverFound' }
  | { readonly type: 'serverLink'; readonly link: ServerLink }
  | { readonly type: 'seen'; readonly fields: readonly SeenField[]; readonly statement: Statement }
  | { readonly type: 'mediaPath'; readonly path: MediaPath }
  | { readonly type: 'joined' }
  | { readonly type: 'knockingAgain' }
  | { readonly type: 'knockingLong' }
  | { readonly type: 'waitingFor'; readonly hosts: readonly string[] }
  | { readonly type: 'wrongPassphrase' }
  | {
      readonly type: 'roster';
      readonly members: readonly {
        readonly leaf: number;
        readonly connection: number;
        readonly name: string;
        readonly isSelf: boolean;
        readonly isHost: boolean;
        readonly fingerprint: string;
      }[];
      readonly epoch: number;
      readonly safetyCode: string;
      readonly safetyWords: readonly number[];
      readonly policy: Policy;
    }
  | { readonly type: 'knocks'; readonly waiting: readonly Knocker[] }
  | { readonly type: 'silent'; readonly leaves: readonly number[] }
  /** A connection is gone, and the server heard no goodbye; then the time to come back is over. */
  | { readonly type: 'vanished'; readonly connection: number }
  | { readonly type: 'placeGivenUp'; readonly connection: number }
  /** Somebody's voice began or ended, by their own frames. */
  | { readonly type: 'voiceHeard'; readonly leaf: number; readonly isSpeaking: boolean; readonly time: number }
  | { readonly type: 'timeCame'; readonly time: number }
  | { readonly type: 'logged'; readonly entries: readonly LogEntry[]; readonly time: number }
  | { readonly type: 'invited'; readonly invite: Invite }
  | { readonly type: 'memberSays'; readonly leaf: number; readonly says: DeviceState }
  | {
      readonly type: 'slotsReady';
      readonly slots: readonly {
        readonly mid: string;
        readonly kind: MediaKind;
        readonly track: MediaStreamTrack;
      }[];
    }
  | {
      readonly type: 'slotCarries';
      readonly mid: string;
      readonly leaf: number;
      readonly source: SourceKind;
    }
  | { readonly type: 'wished'; readonly wishes: readonly SlotWish[] }
  | { readonly type: 'framesCounted'; readonly received: readonly FrameCount[] }
  | {
      readonly type: 'statsRead';
      /** Bytes so far. */
      readonly sent: Readonly<Record<DeviceKind | 'screen', number>>;
      readonly look: Look;
      readonly hop: Hop;
    }
  | { readonly type: 'alarm'; readonly cause: AlarmCause }
  | { readonly type: 'buildRead'; readonly build: Build }
  | { readonly type: 'over'; readonly reason: OverReason }
  | { readonly type: 'linkCopied'; readonly isCopied: boolean }
  /** Which invite's link is in the clipboard; empty after a moment. */
  | { readonly type: 'inviteCopied'; readonly link: string }
  | { readonly type: 'fullScreenChanged'; readonly isFullScreen: boolean };

export interface FrameCount {
  readonly mid: string;
  readonly opened: number;
  readonly dropped: number;
}

export type MeetingEvent = UserEvent | WorldEvent;
