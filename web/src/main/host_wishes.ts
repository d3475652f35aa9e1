import type { PageMessage } from '../e2ee/messages';
import type { UserEvent } from '../meeting/events';

/** What a host did on the page as a wish to the worker; undefined for everything else. */
export function hostWish(event: UserEvent): PageMessage | undefined {
  switch (event.type) {
    case 'knocksAdmitted':
      return { type: 'admit', connections: event.connections };
    case 'knocksDenied':
      return { type: 'deny', connections: event.connections };
    case 'removeClicked':
      return { type: 'remove', leaf: event.leaf, doesChangeLink: event.doesChangeLink };
    case 'hostClicked':
      return { type: 'setHost', leaf: event.leaf, isHost: event.isHost };
    case 'policyChanged':
      return { type: 'changePolicy', change: event.change };
    case 'changeLinkClicked':
      return { type: 'changeLink' };
    case 'inviteClicked':
      return { type: 'invite', label: event.label };
    default:
      return undefined;
  }
}
