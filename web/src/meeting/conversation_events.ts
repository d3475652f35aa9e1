// What can happen to what people say to each other. The first group is what a person does.
import type { AskKind, MessageId, WorkerMessage } from '../e2ee/messages';
import type { FileFailure } from './files';
import type { ReactionSymbol } from './reactions';

export type { AskKind, MessageId };

export type ConversationUserEvent =
  | { readonly type: 'draftTyped'; readonly text: string }
  /** Absent: answer nothing in particular. */
  | { readonly type: 'replyChosen'; readonly to?: MessageId }
  | { readonly type: 'wordsSent' }
  | { readonly type: 'reactionClicked'; readonly symbol: ReactionSymbol }
  | { readonly type: 'handToggled' }
  | { readonly type: 'pollMade'; readonly question: string; readonly options: readonly string[] }
  | { readonly type: 'voteClicked'; readonly poll: MessageId; readonly option: number }
  | { readonly type: 'closePollClicked'; readonly poll: MessageId }
  | { readonly type: 'filesChosen'; readonly files: readonly File[] }
  | { readonly type: 'withdrawFileClicked'; readonly file: MessageId }
  | { readonly type: 'getFileClicked'; readonly file: MessageId }
  | { readonly type: 'stopFileClicked'; readonly file: MessageId }
  | { readonly type: 'askClicked'; readonly leaf: number; readonly what: AskKind }
  /** What the person was asked for is done by their click, and by nothing else. */
  | { readonly type: 'askAccepted'; readonly what: AskKind }
  | { readonly type: 'askDeclined'; readonly what: AskKind };

export type ConversationWorldEvent =
  | (Extract<WorkerMessage, { readonly type: 'said' }> & { readonly time: number })
  /** So late is it: what is shown for a moment only may have to go. */
  | { readonly type: 'momentPassed'; readonly time: number }
  | { readonly type: 'fileCame'; readonly file: MessageId; readonly received: number }
  /** All of it: where this page holds it. */
  | { readonly type: 'fileHere'; readonly file: MessageId; readonly url: string }
  | { readonly type: 'fileFailed'; readonly file: MessageId; readonly reason: FileFailure }
  /** What a host asked last, for a moment; absent when that has passed. */
  | { readonly type: 'asked'; readonly ask?: Asked };

/** A host's own ask, on its way. */
export interface Asked {
  readonly leaf: number;
  readonly what: AskKind;
}

export type ConversationEvent = ConversationUserEvent | ConversationWorldEvent;
