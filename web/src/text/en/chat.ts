import type { Permission } from '../../meeting/state';
import { plural } from './formats';

const forbidden: Readonly<Record<Exclude<Permission, 'everyone'>, string>> = {
  hosts: 'Only hosts may write in this meeting.',
  nobody: 'The hosts have turned the chat off.',
};

/** What people write to each other. */
export const chat = {
  title: 'Chat',
  button: 'Chat',
  unread: (count: number) => plural(count, { one: 'Chat, 1 new message', other: `Chat, ${count} new messages` }),
  about: 'Only the people here now can read this. Who comes later sees nothing from before, and it is gone with the meeting.',
  lines: 'What was said',
  you: 'You',
  earlier: 'Show earlier ones',
  toNewest: 'New messages',
  reply: 'Reply',
  replyTo: (name: string) => `Reply to ${name}`,
  replyToOwn: 'Reply to yourself',
  dropReply: 'Do not reply',
  /** Of a line that this person never had. */
  unknownQuote: 'Something said before you came',
  field: 'Write to everyone here',
  send: 'Send',
  bytesLeft: (bytes: number) => plural(bytes, { one: '1 byte left', other: `${bytes} bytes left` }),
  tooLong: 'Too long for one message',
  forbidden,
  openAddress: 'Open this address?',
  leadsTo: 'It leads to',
  open: 'Open in a new tab',
  notNow: 'Not now',
};
