// What an alarm says to a person.
import { displayName } from '../base/names';
import type { CoreError } from './core';
import type { AlarmKind } from './messages';

/** An empty `name` names no one: the message carried no name that was authenticated. */
export function alarmText(kind: AlarmKind, name: string): string {
  const who = name === '' ? '' : displayName(name);
  switch (kind) {
    case 'forged':
      return 'A message arrived that no one in this meeting can have made. It was ignored.';
    case 'replayed':
      return 'An old message was sent again. It was ignored.';
    case 'disagreement':
      return who === ''
        ? 'The keys here and those of the others no longer agree. Leave and join again.'
        : `The keys here and those of ${who} no longer agree. The server may show you different meetings.`;
    case 'policy':
      return `${who || 'Somebody'} tried to do what the rules of this meeting do not allow. It did not happen.`;
    case 'inviteTwice':
      return `The invite for ${who} was used twice. The second person was not let in.`;
    case 'passphrase':
      return who === ''
        ? 'Somebody who has the link tried a wrong passphrase.'
        : `Somebody who calls themselves ${who} tried a wrong passphrase.`;
  }
}

/** A wish of one's own that the core refused. */
export function wishText(error: CoreError): string {
  switch (error.code) {
    case 'refused':
      return 'Only a host may do that.';
    case 'notFound':
      return 'That person is no longer there.';
    case 'limit':
      return 'That is too many at once. Try again in a moment.';
    case 'notYet':
      return 'The meeting’s keys are just changing. Try again in a moment.';
    default:
      return `That was not possible: ${error.message}.`;
  }
}
