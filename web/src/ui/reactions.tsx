// Signs and hands: the bar to give them, and what is seen of them on a tile.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { mayI } from '../meeting/permissions';
import { type ReactionSymbol, reactionSymbols } from '../meeting/reactions';
import type { MeetingState } from '../meeting/state';
import type { Tile } from '../meeting/tiles';
import { words } from '../text/catalogue';
import type { Send } from './send';
import { forbiddenText } from './sentences';
import { HandIcon, ReactionSign, SmileIcon } from './talk_icons';

const barId = 'reactions-bar';

/** The button in the bar of controls, and what it opens. The browser closes it again by itself. */
export function ReactionsControl({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { hands } = words();
  const isAllowed = mayI(state, 'reactions');
  const reason = forbiddenText(hands.forbidden, state.policy.permissions.reactions);
  const label = isAllowed ? hands.react : reason;
  return (
    <>
      <button
        type="button"
        class="control react"
        data-testid="react-button"
        aria-label={label}
        title={label}
        disabled={!isAllowed}
        popovertarget={barId}
      >
        <span class="disc">
          <SmileIcon />
        </span>
        <span class="label" aria-hidden="true">
          {hands.react}
        </span>
      </button>
      <Bar state={state} send={send} />
    </>
  );
}

function Bar({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { hands } = words();
  const bar = useRef<HTMLDivElement>(null);
  const choose = (act: () => void) => () => {
    bar.current?.hidePopover();
    act();
  };
  return (
    <div ref={bar} id={barId} popover="auto" class="reactions-bar" role="group" aria-label={hands.react} data-testid={barId}>
      {reactionSymbols.map((symbol) => (
        <button
          key={symbol}
          type="button"
          class="reaction-choice"
          data-testid="reaction"
          data-symbol={symbol}
          aria-label={hands.symbols[symbol]}
          title={hands.symbols[symbol]}
          onClick={choose(() => send({ type: 'reactionClicked', symbol }))}
        >
          <ReactionSign symbol={symbol} />
        </button>
      ))}
      <button
        type="button"
        class="hand-choice"
        data-testid="hand-choice"
        aria-pressed={state.conversation.isHandRaised}
        onClick={choose(() => send({ type: 'handToggled' }))}
      >
        <HandIcon />
        {state.conversation.isHandRaised ? hands.lower : hands.raise}
      </button>
    </div>
  );
}

/** Over the tile of who reacted, for a moment. */
export function TileReactions({ tile }: { tile: Tile }): JSX.Element | null {
  if (tile.reactions.length === 0) return null;
  const { symbols } = words().hands;
  return (
    <span class="tile-reactions" data-testid="tile-reactions" data-symbols={symbolsOf(tile.reactions)}>
      {tile.reactions.map(({ id, symbol }) => (
        <span key={id.number} class="tile-reaction" role="img" aria-label={symbols[symbol]}>
          <ReactionSign symbol={symbol} />
        </span>
      ))}
    </span>
  );
}

function symbolsOf(reactions: Tile['reactions']): string {
  return reactions.map(({ symbol }: { symbol: ReactionSymbol }) => symbol).join(' ');
}

/** A raised hand and its place in the order. */
export function HandMark({ place }: { place: number | undefined }): JSX.Element | null {
  if (place === undefined) return null;
  const text = words().hands.place(place);
  return (
    <span class="hand-mark" data-testid="hand" data-place={place} role="img" aria-label={text} title={text}>
      <HandIcon />
      {place}
    </span>
  );
}
