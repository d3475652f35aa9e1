// What people in the meeting say to each other, as this page heard it: nothing from before it came,
// and nothing is left when the meeting ends. What happens to it: converse.ts.
import type { MessageId } from '../e2ee/messages';
import type { Ask } from './asks';
import type { Line } from './chat';
import type { Asked } from './conversation_events';
import type { OfferedFile } from './files';
import type { Poll } from './polls';
import type { Reaction } from './reactions';

export interface Conversation {
  readonly lines: readonly Line[];
  /** Lines of others that came while the panel was closed. */
  readonly unread: number;
  /** The last of them, for a moment. */
  readonly glimpse: Line | undefined;
  readonly polls: readonly Poll[];
  readonly files: readonly OfferedFile[];
  readonly reactions: readonly Reaction[];
  readonly asks: readonly Ask[];
  readonly asked: Asked | undefined;
  readonly isHandRaised: boolean;
  /** As typed, and what it answers. */
  readonly draft: string;
  readonly replyTo: MessageId | undefined;
}

export const silence: Conversation = {
  lines: [],
  unread: 0,
  glimpse: undefined,
  polls: [],
  files: [],
  reactions: [],
  asks: [],
  asked: undefined,
  isHandRaised: false,
  draft: '',
  replyTo: undefined,
};
