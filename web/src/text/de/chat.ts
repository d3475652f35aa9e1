import type { Area } from '../area';
import { plural } from './formats';

export const chat: Area<'chat'> = {
  title: 'Chat',
  button: 'Chat',
  unread: (count) => plural(count, { one: 'Chat, 1 neue Nachricht', other: `Chat, ${count} neue Nachrichten` }),
  about:
    'Nur wer jetzt hier ist, kann das lesen. Wer später kommt, sieht nichts von vorher, und mit dem Meeting ist alles weg.',
  lines: 'Was geschrieben wurde',
  you: 'Du',
  earlier: 'Frühere zeigen',
  toNewest: 'Neue Nachrichten',
  reply: 'Antworten',
  replyTo: (name) => `${name} antworten`,
  replyToOwn: 'Dir selbst antworten',
  dropReply: 'Nicht antworten',
  unknownQuote: 'Etwas von vor deinem Kommen',
  field: 'Schreib allen hier',
  send: 'Senden',
  bytesLeft: (bytes) => plural(bytes, { one: 'noch 1 Byte', other: `noch ${bytes} Bytes` }),
  tooLong: 'Zu lang für eine Nachricht',
  forbidden: {
    hosts: 'In diesem Meeting dürfen nur Hosts schreiben.',
    nobody: 'Die Hosts haben den Chat abgeschaltet.',
  },
  openAddress: 'Diese Adresse öffnen?',
  leadsTo: 'Sie führt zu',
  open: 'In neuem Tab öffnen',
  notNow: 'Jetzt nicht',
};
