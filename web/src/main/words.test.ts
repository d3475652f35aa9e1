import { expect, test } from 'vitest';
import { initialState } from '../meeting/state';
import { wordsOf } from './words';

const to = { connection: 7, number: 3 };
const typed = (draft: string, replyTo?: typeof to) => ({
  ...initialState,
  conversation: { ...initialState.conversation, draft, replyTo },
});

test('what was typed is said, as plain text and with what it answers', () => {
  expect(wordsOf({ type: 'wordsSent' }, typed(' a\u0000\r\nb '))).toEqual({ type: 'tell', said: { type: 'chat', text: 'a\nb' } });
  expect(wordsOf({ type: 'wordsSent' }, typed('yes', to))).toEqual({
    type: 'tell',
    said: { type: 'chat', text: 'yes', replyTo: to },
  });
  expect(wordsOf({ type: 'wordsSent' }, typed(' \n '))).toBeUndefined();
});

test('votes, signs, polls and asks are said as well', () => {
  expect(wordsOf({ type: 'reactionClicked', symbol: '👍' }, initialState)).toMatchObject({ said: { type: 'reaction', symbol: '👍' } });
  expect(wordsOf({ type: 'voteClicked', poll: to, option: 1 }, initialState)).toMatchObject({ said: { type: 'vote', poll: to, option: 1 } });
  expect(wordsOf({ type: 'closePollClicked', poll: to }, initialState)).toMatchObject({ said: { type: 'pollClosed', poll: to } });
  expect(wordsOf({ type: 'withdrawFileClicked', file: to }, initialState)).toMatchObject({ said: { type: 'fileWithdrawn', file: to } });
  expect(wordsOf({ type: 'askClicked', leaf: 2, what: 'mute' }, initialState)).toEqual({ type: 'tell', said: { type: 'ask', what: 'mute' }, to: 2 });
});

test('nothing else is said to anybody', () => {
  expect(wordsOf({ type: 'draftTyped', text: 'x' }, typed('x'))).toBeUndefined();
  expect(wordsOf({ type: 'askAccepted', what: 'unmute' }, initialState)).toBeUndefined();
});
