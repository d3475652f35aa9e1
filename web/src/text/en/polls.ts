import { plural } from './formats';

export const polls = {
  make: 'Ask everyone',
  poll: 'Poll',
  question: 'Your question',
  option: (number: number) => `Answer ${number}`,
  addOption: 'One more answer',
  ask: 'Ask',
  cancel: 'Cancel',
  close: 'Close the poll',
  closed: 'Closed',
  votes: (count: number) => plural(count, { one: '1 vote', other: `${count} votes` }),
  open: 'Click again to change your vote',
  notKept: 'This poll is no longer kept.',
};
