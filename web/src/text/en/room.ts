import { and, plural } from './formats';

export const room = {
  title: 'In a meeting',
  controls: 'Meeting controls',
  opening: 'Opening…',
  mute: 'Mute',
  unmute: 'Unmute',
  startCamera: 'Start camera',
  stopCamera: 'Stop camera',
  people: 'People',
  safetyCode: 'Safety code',
  log: 'Log',
  copyLink: 'Copy link',
  copied: 'Copied',
  fullScreen: 'Full screen',
  window: 'Window',
  leave: 'Leave',
  close: 'Close',
  peopleCount: (count: number) => plural(count, { one: '1 person', other: `${count} people` }),
  /** Who decides, in few words; of the hosts' names one's own is the first, if one is among them. */
  hosts: (names: readonly string[], amHost: boolean) => (amHost ? ownHosts(names) : othersHosts(names)),
  door: { locked: 'Locked', waitingRoom: 'Waiting room', open: 'Open to the link' },
  compared: { none: 'Codes not compared', all: 'Codes compared' },
  comparedSome: (compared: number, others: number) => `${compared} of ${others} compared`,
  more: (count: number) => `and ${count} more`,
  aloneTitle: 'You are the only one here',
  alone: 'Send the link over a channel you trust. Whoever has it can ask to come in.',
  copyTheLink: 'Copy the link',
  linkCopied: 'Link copied',
};

function ownHosts(names: readonly string[]): string {
  const others = names.length - 1;
  if (others === 0) return 'you are host';
  return `${and(['you', others === 1 ? (names[1] ?? '') : `${others} others`])} are hosts`;
}

function othersHosts(names: readonly string[]): string {
  return plural(names.length, { one: 'host', other: 'hosts' }) + `: ${names.join(', ')}`;
}
