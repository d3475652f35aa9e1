// From the wish to share to the moment before everybody sees it. Nothing here shows anything to
// anybody else: the last click does.
import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { displayName } from '../base/names';
import type { Captured } from '../meeting/share';
import { mayConfirm, sharerOf } from '../meeting/sharing';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { useFocus } from './overlay';
import { Picture } from './picture';
import type { Send } from './send';
import { Mode, ShareBar } from './share_bar';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function ShareCard({ state, send }: Props): JSX.Element | null {
  switch (state.share.step) {
    case 'choosing':
      return <Choosing state={state} send={send} />;
    case 'warning':
      return <Warning send={send} />;
    case 'picking':
      return <Card step="picking" title={words().share.pickingTitle} text={words().share.pickingText} send={send} />;
    case 'preview':
    case 'held':
      return <Preview key={state.share.step} state={state} send={send} />;
    default:
      return null;
  }
}

function Choosing({ state, send }: Props): JSX.Element {
  const { mode, wantsSound } = state.share;
  return (
    <Card step="choosing" title={words().share.chooseTitle} text={words().share.chooseText} send={send}>
      <Mode mode={mode} send={send} />
      {mode === 'motion' && <p class="quiet">{words().share.motionHint}</p>}
      <label class="toggle">
        <input
          type="checkbox"
          data-testid="share-sound"
          checked={wantsSound}
          onChange={() => send({ type: 'shareSoundToggled' })}
        />
        <span>{words().share.sound}</span>
      </label>
      {wantsSound && <p class="quiet">{words().share.soundHint}</p>}
      <div class="card-actions">
        <button type="button" class="primary" data-testid="share-pick" onClick={() => send({ type: 'sharePickClicked' })}>
          {words().share.pick}
        </button>
        <Cancel send={send} text={words().share.cancel} />
      </div>
      <button
        type="button"
        class="text-button whole"
        data-testid="share-whole"
        onClick={() => send({ type: 'shareWholeClicked' })}
      >
        {words().share.whole}
      </button>
    </Card>
  );
}

function Warning({ send }: { send: Send }): JSX.Element {
  return (
    <Card step="warning" title={words().share.wholeTitle} text={words().share.wholeText} send={send}>
      <div class="card-actions">
        <button
          type="button"
          class="secondary"
          data-testid="share-pick"
          onClick={() => send({ type: 'sharePickClicked' })}
        >
          {words().share.pickWhole}
        </button>
        <Cancel send={send} text={words().share.cancel} />
      </div>
    </Card>
  );
}

function Preview({ state, send }: Props): JSX.Element | null {
  const [isSeen, setIsSeen] = useState(false);
  const { captured, isWholeMeant, step } = state.share;
  if (captured === undefined) return null;
  const isHeld = step === 'held';
  const title = isHeld ? words().share.heldTitle : words().share.previewTitle;
  const text = isHeld ? words().share.heldText : words().share.previewText;
  return (
    <Card step={step} title={title} text={text} send={send} above={<ShareBar share={state.share} send={send} />}>
      <div class="share-preview" data-testid="share-preview" onLoadedDataCapture={() => setIsSeen(true)}>
        <Picture track={captured.picture} isMirrored={false} aspect={16 / 9} isWhole />
        {!isSeen && <p class="quiet">{words().share.waiting}</p>}
      </div>
      <p class="quiet">{adviceOn(captured)}</p>
      {captured.surface === 'screen' && (
        <label class="toggle">
          <input
            type="checkbox"
            data-testid="share-whole-meant"
            checked={isWholeMeant}
            onChange={(event) => send({ type: 'shareWholeMeant', isMeant: event.currentTarget.checked })}
          />
          <span>{words().share.wholeMeant}</span>
        </label>
      )}
      <Taken state={state} />
      <div class="card-actions">
        <button
          type="button"
          class="primary"
          data-testid="share-confirm"
          disabled={!isSeen || !mayConfirm(state)}
          onClick={() => send({ type: 'shareConfirmed' })}
        >
          {words().share.confirm}
        </button>
        <Cancel send={send} text={isHeld ? words().share.stopSharing : words().share.cancel} />
      </div>
    </Card>
  );
}

function adviceOn({ surface, hasSound }: Captured): string {
  const { advice, withSound } = words().share;
  return hasSound ? `${advice[surface]} ${withSound}` : advice[surface];
}

function Taken({ state }: { state: MeetingState }): JSX.Element | null {
  const sharer = sharerOf(state);
  if (sharer === undefined) return null;
  return <p class="name-warning">{words().share.taken(displayName(sharer.name))}</p>;
}

function Cancel({ send, text }: { send: Send; text: string }): JSX.Element {
  return (
    <button type="button" class="secondary" data-testid="share-cancel" onClick={() => send({ type: 'shareCancelled' })}>
      {text}
    </button>
  );
}

interface CardProps {
  readonly step: string;
  readonly title: string;
  readonly text: string;
  readonly send: Send;
  /** Where something is captured: the bar that says so, since this hides the one of the room. */
  readonly above?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Takes the focus when it opens; Escape is a no. */
function Card({ step, title, text, send, above, children }: CardProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocus(heading);
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') send({ type: 'shareCancelled' });
  };
  return (
    <div class="scrim" onKeyDown={cancelOnEscape}>
      {above}
      <section
        class={`share-card ${above === undefined ? '' : 'wide'}`}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        data-testid="share-card"
        data-step={step}
      >
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
        {children}
      </section>
    </div>
  );
}
