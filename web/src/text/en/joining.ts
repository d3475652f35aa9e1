import { or } from './formats';

export const joining = {
  unlocking: 'Unlocking the room',
  connecting: 'Looking for the server.',
  knocking: 'Agreeing on keys with the people inside.',
  unheard:
    'Nobody inside has answered yet. Someone in the meeting has to be connected to let you in; this page waits and goes on by itself.',
  unreachableTitle: 'The server does not answer',
  unreachable: 'Check your network, or ask whoever runs this server. This page keeps trying and goes on by itself.',
  waitingTitle: (hosts: readonly string[]) => `Waiting for ${hosts.length === 0 ? 'a host' : fewOf(hosts)} to let you in`,
  waiting: 'Your name is on their screen. This page goes on by itself as soon as they let you in.',
  waitingBlind:
    'You hear and see nothing of the meeting before you are in, and it hears and sees nothing of you but your name.',
  wrongTitle: 'This is not the passphrase',
  wrong: 'The link is right, but it does not let people in without the passphrase. Those inside are told of wrong ones.',
  wrongPlaceholder: 'Ask whoever invited you',
  tryAgain: 'Try again',
  cancel: 'Cancel',
};

function fewOf(hosts: readonly string[]): string {
  return or(hosts.length > 2 ? [...hosts.slice(0, 1), 'another host'] : hosts);
}
