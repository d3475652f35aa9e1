import { expect, test } from 'vitest';
import type { Said } from '../e2ee/messages';
import { answerTo, openAsks } from './asks';
import { linesMax } from './chat';
import type { MeetingEvent } from './events';
import { after, roster, says } from './fixtures';
import { placeOf, raisedHands } from './hands';
import { pollResult } from './polls';
import { momentMs } from './reactions';
import type { MeetingState } from './state';
import { update } from './update';

const names = ['Ada', 'Bo', 'Cy'];
const meeting = after([{ type: 'joined' }, roster(names, { hosts: [0, 1] })]);

let counter = 0;
/** Leaf n has connection 100 + n. */
function said(leaf: number, what: Said, number = (counter += 1), time = 0): MeetingEvent & { readonly type: 'said' } {
  const name = names[leaf] ?? '';
  return { type: 'said', id: { connection: 100 + leaf, number }, leaf, name, isSelf: leaf === 0, said: what, time };
}

const words = (text: string): Said => ({ type: 'chat', text });
const texts = ({ conversation }: MeetingState) =>
  conversation.lines.map(({ body }) => (body.type === 'words' ? body.text : body.type));
const result = (state: MeetingState) => {
  const [poll] = state.conversation.polls;
  if (poll === undefined) throw new Error('no poll');
  return pollResult(poll, new Set(state.members.map((member) => member.connection)), 100);
};

test('lines stand in the order in which they came, by the names of then', () => {
  const state = after([said(1, words('one')), said(0, words('two')), roster(['Ada', 'Bob', 'Cy'])], meeting);
  expect(texts(state)).toEqual(['one', 'two']);
  expect(state.conversation.lines[0]?.author).toEqual({ leaf: 1, name: 'Bo', isSelf: false });
});

test('a flood keeps the last lines, each with a key of its own', () => {
  const flood = Array.from({ length: 10_000 }, (_, i) => said(1, words(`${i}`)));
  const { lines } = after(flood, meeting).conversation;
  expect(lines.length).toBe(linesMax);
  expect(lines.at(-1)?.body).toMatchObject({ text: '9999' });
  expect(new Set(lines.map((line) => line.key)).size).toBe(linesMax);
});

test('a reply quotes what it answers, and says nothing of what it cannot know', () => {
  const first = said(1, words('a\n\nb'));
  const reply = said(2, { type: 'chat', text: 'yes', replyTo: first.id });
  const stray = said(2, { type: 'chat', text: 'and', replyTo: { connection: 7, number: 7 } });
  const [, known, unknown] = after([first, reply, stray], meeting).conversation.lines;
  expect(known?.body).toMatchObject({ quote: { name: 'Bo', text: 'a b' } });
  expect(unknown?.body).toMatchObject({ quote: { name: '', text: '' } });
});

test('only lines of others that came while the panel was closed are unread', () => {
  const state = after([said(1, words('a')), said(0, words('b')), said(2, words('c'))], meeting);
  expect(state.conversation.unread).toBe(2);
  expect(state.conversation.glimpse?.body).toMatchObject({ text: 'c' });
  const open = after([{ type: 'panelToggled', panel: 'chat' }, said(1, words('d'))], state);
  expect(open.conversation.unread).toBe(0);
  expect(open.conversation.glimpse).toBeUndefined();
  expect(after([{ type: 'panelClosed' }, said(1, words('e'))], open).conversation.unread).toBe(1);
});

test('what is sent leaves the field, and the answer with it', () => {
  const to = { connection: 101, number: 1 };
  const typed = after([{ type: 'draftTyped', text: 'hi' }, { type: 'replyChosen', to }], meeting);
  expect(typed.conversation).toMatchObject({ draft: 'hi', replyTo: to });
  const sent = update(typed, { type: 'wordsSent' });
  expect(sent.conversation).toMatchObject({ draft: '', replyTo: undefined });
});

test('reactions fade, and one person has three at most', () => {
  const react = (leaf: number, time: number) => said(leaf, { type: 'reaction', symbol: '👍' }, undefined, time);
  const state = after([react(1, 0), react(1, 1), react(1, 2), react(1, 3), react(2, 10)], meeting);
  expect(state.conversation.reactions.map(({ leaf, time }) => [leaf, time])).toEqual([[1, 1], [1, 2], [1, 3], [2, 10]]);
  const later = update(state, { type: 'momentPassed', time: momentMs + 3 });
  expect(later.conversation.reactions.map(({ leaf }) => leaf)).toEqual([2]);
});

test('a reaction that is none of the list is not shown', () => {
  const markup = said(1, { type: 'reaction', symbol: '<img src=x onerror=x>' });
  expect(update(meeting, markup).conversation.reactions).toEqual([]);
});

test('hands are in order of their numbers, and of two alike the lower leaf is first', () => {
  const state = after([says(2, { hand: 1 }), says(1, { hand: 4 }), says(0, { hand: 4 })], meeting);
  expect(raisedHands(state).map((member) => member.leaf)).toEqual([2, 0, 1]);
  expect([placeOf(state, 2), placeOf(state, 1)]).toEqual([1, 3]);
  expect(placeOf(update(state, says(2)), 2)).toBeUndefined();
});

test('where hands are not allowed one’s own comes down, and stays down', () => {
  const up = update(meeting, { type: 'handToggled' });
  expect(up.conversation.isHandRaised).toBe(true);
  const permissions = { ...up.policy.permissions, reactions: 'hosts' } as const;
  const ofHosts = update(up, roster(names, { hosts: [1], policy: { permissions } }));
  expect(ofHosts.conversation.isHandRaised).toBe(false);
  expect(update(ofHosts, roster(names)).conversation.isHandRaised).toBe(false);
});

const poll = said(1, { type: 'poll', question: 'When?', options: ['Mon', 'Tue'] });
const vote = (leaf: number, option: number) => said(leaf, { type: 'vote', poll: poll.id, option });

test('one vote a person, the later one counts, and only for what there is', () => {
  const state = after([poll, vote(0, 0), vote(0, 1), vote(2, 1), vote(1, 5), vote(1, -1)], meeting);
  expect(result(state)).toEqual({ counts: [0, 2], total: 2, own: 1 });
});

test('votes of who left do not count; of a closed poll those of then do', () => {
  const voted = after([poll, vote(0, 0), vote(2, 1)], meeting);
  expect(result(update(voted, roster(['Ada', 'Bo']))).counts).toEqual([1, 0]);
  const close = said(1, { type: 'pollClosed', poll: poll.id });
  const ended = after([close, vote(1, 0), roster(['Ada', 'Bo'])], voted);
  expect(result(ended).counts).toEqual([1, 1]);
});

test('nobody closes another’s poll', () => {
  const state = after([poll, said(2, { type: 'pollClosed', poll: poll.id }), vote(0, 1)], meeting);
  expect(state.conversation.polls[0]?.isClosed).toBe(false);
  expect(result(state).total).toBe(1);
});

const offer = said(1, { type: 'file', name: 'plan.pdf', size: 10 });
const status = ({ conversation }: MeetingState) => conversation.files[0]?.status;

test('a file is offered, wanted, on its way, and here', () => {
  const offered = update(meeting, offer);
  expect(status(offered)).toEqual({ type: 'offered' });
  const coming = after([{ type: 'getFileClicked', file: offer.id }, { type: 'fileCame', file: offer.id, received: 4 }], offered);
  expect(status(coming)).toEqual({ type: 'coming', received: 4 });
  expect(status(update(coming, { type: 'stopFileClicked', file: offer.id }))).toEqual({ type: 'offered' });
  const here = update(coming, { type: 'fileHere', file: offer.id, url: 'blob:x' });
  expect(status(here)).toEqual({ type: 'here', url: 'blob:x' });
  expect(status(update(here, roster(['Ada'])))).toEqual({ type: 'here', url: 'blob:x' });
});

test('only its sender takes a file back, and with its sender it is gone', () => {
  const withdraw = (leaf: number) => said(leaf, { type: 'fileWithdrawn', file: offer.id });
  const offered = update(meeting, offer);
  expect(status(update(offered, withdraw(2)))).toEqual({ type: 'offered' });
  expect(status(update(offered, withdraw(1)))).toEqual({ type: 'withdrawn' });
  const gone = update(offered, roster(['Ada']));
  expect(status(gone)).toEqual({ type: 'gone' });
  expect(status(update(gone, { type: 'getFileClicked', file: offer.id }))).toEqual({ type: 'gone' });
});

test('a file is to be had as long as the rules allow its sender files', () => {
  const get = { type: 'getFileClicked', file: offer.id } as const;
  const permissions = { ...meeting.policy.permissions, files: 'hosts' } as const;
  const forHosts = (hosts: number[]) => roster(names, { hosts, policy: { permissions } });
  const coming = after([offer, get], meeting);
  const barred = update(coming, forHosts([0]));
  expect(status(barred)).toEqual({ type: 'barred' });
  expect(status(update(barred, get))).toEqual({ type: 'barred' });
  expect(status(update(barred, said(1, { type: 'fileWithdrawn', file: offer.id })))).toEqual({ type: 'withdrawn' });
  expect(status(update(coming, forHosts([0, 1])))).toEqual({ type: 'coming', received: 0 });
  expect(status(update(barred, roster(names)))).toEqual({ type: 'offered' });
});

const ask = (leaf: number, what: 'mute' | 'unmute' | 'lowerHand', time = 0) => said(leaf, { type: 'ask', what }, undefined, time);
const asked = (state: MeetingState) => openAsks(state).map(({ what, name }) => [what, name]);

test('an ask is shown and changes nothing', () => {
  const state = update(meeting, ask(1, 'unmute'));
  expect(asked(state)).toEqual([['unmute', 'Bo']]);
  expect(state.devices).toBe(meeting.devices);
  expect(asked(update(state, { type: 'askAccepted', what: 'unmute' }))).toEqual([]);
});

test('an ask is about what is so now, of a host who is here, and of nobody’s own', () => {
  expect(asked(update(meeting, ask(1, 'mute')))).toEqual([]); // muted already
  expect(asked(update(meeting, ask(2, 'unmute')))).toEqual([]); // no host
  expect(asked(update(meeting, ask(0, 'unmute')))).toEqual([]); // said by oneself
  expect(asked(after([ask(1, 'unmute'), roster(['Ada'])], meeting))).toEqual([]);
  const up = update(meeting, { type: 'handToggled' });
  expect(asked(update(up, ask(1, 'lowerHand')))).toEqual([['lowerHand', 'Bo']]);
});

test('to accept is to use one’s own button, while there is a point', () => {
  expect(answerTo(meeting, 'unmute')).toEqual({ type: 'deviceToggled', device: 'microphone' });
  expect(answerTo(meeting, 'mute')).toBeUndefined();
  expect(answerTo(meeting, 'stopCamera')).toBeUndefined();
  expect(answerTo(update(meeting, { type: 'handToggled' }), 'lowerHand')).toEqual({ type: 'handToggled' });
});

test('who said not now is not asked the same again and again', () => {
  const declined = after([ask(1, 'unmute', 0), { type: 'askDeclined', what: 'unmute' }], meeting);
  expect(asked(update(declined, ask(1, 'unmute', 1_000)))).toEqual([]);
  expect(asked(update(declined, ask(1, 'unmute', 60_000)))).toHaveLength(1);
});

test('everything is gone when the meeting ends, and nothing was there before', () => {
  const full = after([said(1, words('a')), poll, offer, ask(1, 'unmute'), { type: 'handToggled' }, { type: 'draftTyped', text: 'x' }], meeting);
  const { conversation } = update(full, { type: 'over', reason: 'left' });
  expect(conversation).toEqual(after([]).conversation);
  expect(conversation.lines).toEqual([]);
});

test('back from the door the lines are still there, but nothing of them can be used', () => {
  const full = after([said(1, words('a')), poll, offer, ask(1, 'unmute'), { type: 'handToggled' }], meeting);
  const { conversation } = update(full, { type: 'knockingAgain' });
  expect(conversation.lines).toHaveLength(3);
  expect(conversation.polls[0]?.isClosed).toBe(true);
  expect(conversation.files[0]?.status.type).toBe('gone');
  expect(conversation.asks).toEqual([]);
  expect(conversation.isHandRaised).toBe(false);
});
