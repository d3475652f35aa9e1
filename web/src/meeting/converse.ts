// How a conversation goes on. All of it is bounded, whatever the others send.
import { assertNever } from '../base/assert_never';
import type { MessageId } from '../e2ee/messages';
import { withAsk, withDeclined, withoutAsk } from './asks';
import { type LineBody, quoteOf, withLine } from './chat';
import { type Conversation, silence } from './conversation';
import type { ConversationEvent, ConversationWorldEvent } from './conversation_events';
import { type OfferedFile, withAllowed, withFile, withPresent, withStatus, withWithdrawn } from './files';
import { isAllowed } from './permissions';
import { withAllClosed, withClosed, withPoll, withVote } from './polls';
import { faded, momentMs, withReaction } from './reactions';
import type { MeetingState, Member, Policy } from './state';

const draftCharactersMax = 8_000;

export function withConversation(state: MeetingState, event: ConversationEvent): MeetingState {
  const conversation = converse(state, event);
  return conversation === state.conversation ? state : { ...state, conversation };
}

function converse(state: MeetingState, event: ConversationEvent): Conversation {
  const { conversation } = state;
  switch (event.type) {
    case 'said':
      return withSaid(state, event);
    case 'momentPassed':
      return atTime(conversation, event.time);
    case 'draftTyped':
      return { ...conversation, draft: event.text.slice(0, draftCharactersMax) };
    case 'replyChosen':
      return { ...conversation, replyTo: event.to };
    case 'wordsSent':
      return { ...conversation, draft: '', replyTo: undefined };
    case 'handToggled':
      return { ...conversation, isHandRaised: !conversation.isHandRaised };
    case 'getFileClicked':
      return withFileStatus(conversation, event.file, { type: 'coming', received: 0 });
    case 'stopFileClicked':
      return withFileStatus(conversation, event.file, { type: 'offered' });
    case 'fileCame':
      return withFileStatus(conversation, event.file, { type: 'coming', received: event.received });
    case 'fileHere':
      return withFileStatus(conversation, event.file, { type: 'here', url: event.url });
    case 'fileFailed':
      return withFileStatus(conversation, event.file, { type: 'failed', reason: event.reason });
    case 'asked':
      return { ...conversation, asked: event.ask };
    case 'askAccepted':
      return { ...conversation, asks: withoutAsk(conversation.asks, event.what) };
    case 'askDeclined':
      return { ...conversation, asks: withDeclined(conversation.asks, event.what) };
    case 'reactionClicked':
    case 'pollMade':
    case 'voteClicked':
    case 'closePollClicked':
    case 'filesChosen':
    case 'withdrawFileClicked':
    case 'askClicked':
      return conversation; // told to the others; what is said comes back as `said`
    default:
      return assertNever(event);
  }
}

type SaidEvent = ConversationWorldEvent & { readonly type: 'said' };

function withSaid(state: MeetingState, event: SaidEvent): Conversation {
  const { conversation } = state;
  const { id, leaf, name, isSelf, said, time } = event;
  const { connection } = id;
  switch (said.type) {
    case 'chat': {
      const quote = quoteOf(conversation.lines, said.replyTo);
      return heard(state, event, { type: 'words', text: said.text, quote });
    }
    case 'poll': {
      const { question, options } = said;
      const polls = withPoll(conversation.polls, { id, isOwn: isSelf, question, options });
      return { ...heard(state, event, { type: 'poll', question }), polls };
    }
    case 'file': {
      const files = withFile(conversation.files, { id, isOwn: isSelf, name: said.name, size: said.size });
      return { ...heard(state, event, { type: 'file', name: said.name }), files };
    }
    case 'vote':
      return { ...conversation, polls: withVote(conversation.polls, { ...said, connection }) };
    case 'pollClosed':
      return { ...conversation, polls: withClosed(conversation.polls, said.poll, connection, present(state.members)) };
    case 'fileWithdrawn':
      return { ...conversation, files: withWithdrawn(conversation.files, said.file, connection) };
    case 'reaction':
      return { ...conversation, reactions: withReaction(conversation.reactions, { id, leaf, symbol: said.symbol, time }) };
    case 'ask':
      if (isSelf) return conversation;
      return { ...conversation, asks: withAsk(conversation.asks, { what: said.what, connection, name, time }) };
    default:
      return assertNever(said);
  }
}

function heard({ conversation, panel }: MeetingState, event: SaidEvent, body: LineBody): Conversation {
  const { id, leaf, name, isSelf, time } = event;
  const lines = withLine(conversation.lines, { id, author: { leaf, name, isSelf }, time, body });
  if (isSelf || panel === 'chat') return { ...conversation, lines };
  return { ...conversation, lines, unread: conversation.unread + 1, glimpse: lines.at(-1) };
}

function atTime(conversation: Conversation, now: number): Conversation {
  const { glimpse } = conversation;
  const isOld = glimpse !== undefined && now - glimpse.time >= momentMs;
  return {
    ...conversation,
    reactions: faded(conversation.reactions, now),
    glimpse: isOld ? undefined : glimpse,
  };
}

function withFileStatus(
  conversation: Conversation,
  file: MessageId,
  status: OfferedFile['status'],
): Conversation {
  return { ...conversation, files: withStatus(conversation.files, file, status) };
}

/** The panel was opened: all of it has been seen. */
export function read(conversation: Conversation): Conversation {
  return { ...conversation, unread: 0, glimpse: undefined };
}

/** Another roster: who left can send no file any more; files are offered, and hands are up, by the rules of now. */
export function withMembers(conversation: Conversation, members: readonly Member[], policy: Policy): Conversation {
  const me = members.find((member) => member.isSelf);
  const sendersOfFiles = members.filter((member) => isAllowed(policy, member, 'files'));
  const mayRaise = me !== undefined && isAllowed(policy, me, 'reactions');
  return {
    ...conversation,
    files: withAllowed(withPresent(conversation.files, present(members)), present(sendersOfFiles)),
    isHandRaised: conversation.isHandRaised && mayRaise,
  };
}

/**
 * Back from the door with fresh keys, and under another connection: what was said stays to be read,
 * but polls and files were of people who are others now.
 */
export function withDoorPassed(conversation: Conversation, members: readonly Member[]): Conversation {
  const { lines, unread, draft, polls, files } = conversation;
  return {
    ...silence,
    lines,
    unread,
    draft,
    polls: withAllClosed(polls, present(members)),
    files: withPresent(files, new Set()),
  };
}

export function present(members: readonly Member[]): ReadonlySet<number> {
  return new Set(members.map(({ connection }) => connection));
}
