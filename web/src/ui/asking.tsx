// For hosts, beside each person: what one may ask of them. It is a request, and they see a card.
import type { JSX } from 'preact';
import type { AskKind } from '../meeting/conversation_events';
import type { MeetingState } from '../meeting/state';
import type { Tile } from '../meeting/tiles';
import { words } from '../text/catalogue';
import type { Send } from './send';

export function Asking({ tile, state, send }: { tile: Tile; state: MeetingState; send: Send }): JSX.Element {
  const { asks } = words();
  const { asked } = state.conversation;
  return (
    <details class="asking">
      <summary class="text-button" data-testid="ask-menu">
        {asks.ask}
      </summary>
      <div class="asking-choices">
        {whatToAsk(state, tile).map((what) => (
          <button
            key={what}
            type="button"
            class="text-button"
            data-testid={`ask-${what}`}
            onClick={() => send({ type: 'askClicked', leaf: tile.leaf, what })}
          >
            {asked?.leaf === tile.leaf && asked.what === what ? asks.asked : asks.requests[what]}
          </button>
        ))}
      </div>
    </details>
  );
}

/** Only what there is to ask, by what they say of their devices. */
function whatToAsk(state: MeetingState, tile: Tile): readonly AskKind[] {
  const kinds: AskKind[] = [tile.isMicrophoneOn ? 'mute' : 'unmute'];
  if (tile.isCameraOn) kinds.push('stopCamera');
  if (state.members.find(({ leaf }) => leaf === tile.leaf)?.says?.screen === true) kinds.push('stopShare');
  if (tile.handPlace !== undefined) kinds.push('lowerHand');
  return kinds;
}
