// What hosts ask of this person. A card with words and two buttons: it does nothing by itself.
import type { JSX } from 'preact';
import { displayName } from '../base/names';
import { type Ask, openAsks } from '../meeting/asks';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import type { Send } from './send';

export function AskCards({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  return (
    <div class="ask-cards" role="status">
      {openAsks(state).map((ask) => (
        <AskCard key={ask.what} ask={ask} send={send} />
      ))}
    </div>
  );
}

function AskCard({ ask: { what, name }, send }: { ask: Ask; send: Send }): JSX.Element {
  const { asks } = words();
  return (
    <section class="ask-card" data-testid="ask-card" data-what={what} data-who={name}>
      <h2>{asks.asksYou[what](displayName(name))}</h2>
      <p class="quiet">{asks.yours}</p>
      <div class="ask-actions">
        <button
          type="button"
          class="small primary"
          data-testid="ask-accept"
          onClick={() => send({ type: 'askAccepted', what })}
        >
          {asks.requests[what]}
        </button>
        <button
          type="button"
          class="small secondary"
          data-testid="ask-decline"
          onClick={() => send({ type: 'askDeclined', what })}
        >
          {asks.notNow}
        </button>
      </div>
    </section>
  );
}
