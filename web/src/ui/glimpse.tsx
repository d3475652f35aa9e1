// What was said last, for a moment, while the chat is closed: for the eye and for screen readers.
// Whose words they are the emblem says, and the name where names are asked for (PPL-7).
import type { JSX } from 'preact';
import { displayName } from '../base/names';
import { excerpt } from '../meeting/chat';
import type { MeetingState } from '../meeting/state';
import { Emblem } from './emblem';
import type { Send } from './send';

export function Glimpse({ state: { conversation }, send }: { state: MeetingState; send: Send }): JSX.Element {
  const line = conversation.glimpse;
  return (
    <div class="glimpse-place" role="status">
      {line && (
        <button
          type="button"
          class="glimpse"
          data-testid="glimpse"
          onClick={() => send({ type: 'panelToggled', panel: 'chat' })}
        >
          <Emblem name={line.author.name} class="mark" />
          <span class="glimpse-words">
            <bdi class="author">{displayName(line.author.name)}</bdi>
            <span dir="auto">{excerpt(line)}</span>
          </span>
        </button>
      )}
    </div>
  );
}
