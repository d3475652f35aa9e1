import { sendableLines } from '../base/sendable';
import type { PageMessage, Said } from '../e2ee/messages';
import type { UserEvent } from '../meeting/events';
import type { MeetingState } from '../meeting/state';

/** What a person did on the page as words to the others; undefined for everything else. */
export function wordsOf(event: UserEvent, before: MeetingState): PageMessage | undefined {
  switch (event.type) {
    case 'wordsSent':
      return chat(before);
    case 'reactionClicked':
      return tell({ type: 'reaction', symbol: event.symbol });
    case 'pollMade':
      return tell({ type: 'poll', question: event.question, options: event.options });
    case 'voteClicked':
      return tell({ type: 'vote', poll: event.poll, option: event.option });
    case 'closePollClicked':
      return tell({ type: 'pollClosed', poll: event.poll });
    case 'withdrawFileClicked':
      return tell({ type: 'fileWithdrawn', file: event.file });
    case 'askClicked':
      return { type: 'tell', said: { type: 'ask', what: event.what }, to: event.leaf };
    default:
      return undefined;
  }
}

function chat({ conversation }: MeetingState): PageMessage | undefined {
  const { draft, replyTo } = conversation;
  const text = sendableLines(draft);
  return text === '' ? undefined : tell({ type: 'chat', text, ...(replyTo && { replyTo }) });
}

function tell(said: Said): PageMessage {
  return { type: 'tell', said };
}
