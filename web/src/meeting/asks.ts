// What a host asks of this person. An ask is words on a card: what comes of it is this person's click.
import type { AskKind } from '../e2ee/messages';
import type { UserEvent } from './events';
import { isShareLit } from './share';
import { type MeetingState, isLit } from './state';

export interface Ask {
  readonly what: AskKind;
  /** Who asks. */
  readonly connection: number;
  readonly name: string;
  readonly time: number;
  /** Declined asks are kept for a while: asking again and again shows nothing. */
  readonly isDeclined: boolean;
}

const quietMs = 30_000;

/** One of a kind at most, the newest. */
export function withAsk(asks: readonly Ask[], ask: Omit<Ask, 'isDeclined'>): readonly Ask[] {
  const isTooSoon = asks.some(
    (one) => one.isDeclined && one.what === ask.what && one.connection === ask.connection && ask.time - one.time < quietMs,
  );
  if (isTooSoon) return asks;
  return [...asks.filter(({ what }) => what !== ask.what), { ...ask, isDeclined: false }];
}

export function withoutAsk(asks: readonly Ask[], what: AskKind): readonly Ask[] {
  return asks.filter((ask) => ask.what !== what);
}

export function withDeclined(asks: readonly Ask[], what: AskKind): readonly Ask[] {
  return asks.map((ask) => (ask.what === what ? { ...ask, isDeclined: true } : ask));
}

/** Those of a host who is still here, about something that is still as they saw it. */
export function openAsks(state: MeetingState): readonly Ask[] {
  const hosts = new Set(state.members.filter(({ isHost }) => isHost).map(({ connection }) => connection));
  return state.conversation.asks.filter(
    (ask) => !ask.isDeclined && hosts.has(ask.connection) && hasPoint(state, ask.what),
  );
}

/** What the person's own button would do; nothing when there is no point any more. */
export function answerTo(state: MeetingState, what: AskKind): UserEvent | undefined {
  if (!hasPoint(state, what)) return undefined;
  switch (what) {
    case 'mute':
    case 'unmute':
      return { type: 'deviceToggled', device: 'microphone' };
    case 'stopCamera':
      return { type: 'deviceToggled', device: 'camera' };
    case 'stopShare':
      return { type: 'shareStopClicked' };
    case 'lowerHand':
      return { type: 'handToggled' };
  }
}

function hasPoint(state: MeetingState, what: AskKind): boolean {
  const { microphone, camera } = state.devices;
  switch (what) {
    case 'mute':
      return isLit(microphone);
    case 'unmute':
      return !isLit(microphone);
    case 'stopCamera':
      return isLit(camera);
    case 'stopShare':
      return isShareLit(state.share);
    case 'lowerHand':
      return state.conversation.isHandRaised;
  }
}
