// A question to everybody. One vote a person, and the later one counts; only its author closes it.
import type { MessageId } from '../e2ee/messages';
import { sameId } from './chat';

export interface Poll {
  readonly id: MessageId;
  readonly isOwn: boolean;
  readonly question: string;
  readonly options: readonly string[];
  /** Connection to option, of everybody who voted; once closed, of those who were here then. */
  readonly votes: ReadonlyMap<number, number>;
  readonly isClosed: boolean;
}

/** What the core takes (src/base/limits.h). */
export const pollLimits = { questionBytesMax: 500, optionBytesMax: 200, optionsMin: 2, optionsMax: 10 } as const;
const pollsMax = 100;
const votesMax = 1_000;

export function withPoll(polls: readonly Poll[], poll: Omit<Poll, 'votes' | 'isClosed'>): readonly Poll[] {
  const others = polls.filter(({ id }) => !sameId(id, poll.id));
  return [...others, { ...poll, votes: new Map(), isClosed: false }].slice(-pollsMax);
}

export function withVote(
  polls: readonly Poll[],
  vote: { readonly poll: MessageId; readonly connection: number; readonly option: number },
): readonly Poll[] {
  return polls.map((poll) => {
    const isForIt = sameId(poll.id, vote.poll) && !poll.isClosed && vote.option in poll.options;
    return isForIt ? { ...poll, votes: votedBy(poll.votes, vote.connection, vote.option) } : poll;
  });
}

function votedBy(votes: Poll['votes'], connection: number, option: number): Poll['votes'] {
  const others = Array.from(votes).filter(([voter]) => voter !== connection);
  return new Map([...others, [connection, option] as const].slice(-votesMax));
}

export function withClosed(
  polls: readonly Poll[],
  poll: MessageId,
  by: number,
  present: ReadonlySet<number>,
): readonly Poll[] {
  if (by !== poll.connection) return polls;
  return polls.map((one) => (sameId(one.id, poll) && !one.isClosed ? closed(one, present) : one));
}

function closed(poll: Poll, present: ReadonlySet<number>): Poll {
  return { ...poll, isClosed: true, votes: new Map(Array.from(poll.votes).filter(([voter]) => present.has(voter))) };
}

/** Nobody in this meeting can be heard of them any more: see withDoorPassed of conversation.ts. */
export function withAllClosed(polls: readonly Poll[], present: ReadonlySet<number>): readonly Poll[] {
  return polls.map((poll) => (poll.isClosed ? poll : closed(poll, present)));
}

export interface PollResult {
  /** Votes for each option. */
  readonly counts: readonly number[];
  readonly total: number;
  /** What this person voted for. */
  readonly own: number | undefined;
}

/** Of those who are here; of a closed poll, of those who were here when it was closed. */
export function pollResult(poll: Poll, present: ReadonlySet<number>, self: number | undefined): PollResult {
  const counted = Array.from(poll.votes).filter(([voter]) => poll.isClosed || present.has(voter));
  const counts = poll.options.map((_, option) => counted.filter(([, vote]) => vote === option).length);
  return { counts, total: counted.length, own: self === undefined ? undefined : poll.votes.get(self) };
}
