import { expect, test } from 'vitest';
import { hostWish } from './host_wishes';

test('what a host does becomes a wish to the worker', () => {
  expect(hostWish({ type: 'knocksAdmitted', connections: [7, 8] })).toEqual({
    type: 'admit',
    connections: [7, 8],
  });
  expect(hostWish({ type: 'knocksDenied', connections: [7] })).toEqual({ type: 'deny', connections: [7] });
  expect(hostWish({ type: 'removeClicked', leaf: 2, doesChangeLink: true })).toEqual({
    type: 'remove',
    leaf: 2,
    doesChangeLink: true,
  });
  expect(hostWish({ type: 'hostClicked', leaf: 2, isHost: false })).toEqual({
    type: 'setHost',
    leaf: 2,
    isHost: false,
  });
  const change = { field: 'isLocked', value: true } as const;
  expect(hostWish({ type: 'policyChanged', change })).toEqual({ type: 'changePolicy', change });
  expect(hostWish({ type: 'changeLinkClicked' })).toEqual({ type: 'changeLink' });
  expect(hostWish({ type: 'inviteClicked', label: 'Cleo' })).toEqual({ type: 'invite', label: 'Cleo' });
});

test('nothing else does', () => {
  expect(hostWish({ type: 'leaveClicked' })).toBeUndefined();
  expect(hostWish({ type: 'compareToggled', leaf: 1, isCompared: true })).toBeUndefined();
});
