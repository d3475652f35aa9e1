// As long as anything is captured or leaves, this stands above the meeting, with the way to end it.
import type { JSX } from 'preact';
import { type ScreenMode, type Share, type ShareStep, awaitsLook, isShareLit } from '../meeting/share';
import { words } from '../text/catalogue';
import { Picture } from './picture';
import type { Send } from './send';

export function ShareBar({ share, send }: { share: Share; send: Send }): JSX.Element | null {
  if (!isShareLit(share)) return null;
  const { captured, step } = share;
  const texts = words().share;
  const says = step === 'preview' ? texts.about : texts.sharing;
  const what = captured && says(captured.surface, captured.label);
  return (
    <section
      class="share-bar"
      aria-label={what}
      data-testid="share-bar"
      data-step={step}
      data-sending={share.isSending}
    >
      {captured && !awaitsLook(share) && (
        <span class="share-mini">
          <Picture track={captured.picture} isMirrored={false} aspect={16 / 9} isWhole />
        </span>
      )}
      <span class="share-lamp" aria-hidden="true" />
      <p class="share-says" role="status">
        <strong dir="auto">{what}</strong>
        <span class="quiet">{barText(step)}</span>
      </p>
      {!awaitsLook(share) && <Choices share={share} send={send} />}
    </section>
  );
}

/** While a card asks for a look, its own buttons are all there is to choose. */
function Choices({ share, send }: { share: Share; send: Send }): JSX.Element {
  return (
    <>
      <Mode mode={share.mode} send={send} />
      <PauseOrGoOn share={share} send={send} />
      <button type="button" class="stop small" data-testid="share-stop" onClick={() => send({ type: 'shareStopClicked' })}>
        {words().share.stopSharing}
      </button>
    </>
  );
}

function barText(step: ShareStep): string {
  const { live, paused, held, preview, ending } = words().share;
  const texts: Partial<Record<ShareStep, string>> = { live, paused, held, preview };
  return texts[step] ?? ending;
}

function PauseOrGoOn({ share, send }: { share: Share; send: Send }): JSX.Element | null {
  switch (share.step) {
    case 'live':
      return (
        <button
          type="button"
          class="secondary small"
          data-testid="share-pause"
          onClick={() => send({ type: 'sharePauseClicked' })}
        >
          {words().share.pause}
        </button>
      );
    case 'paused':
      return (
        <button
          type="button"
          class="primary small"
          data-testid="share-resume"
          onClick={() => send({ type: 'shareResumeClicked' })}
        >
          {words().share.resume}
        </button>
      );
    default:
      return null;
  }
}

/** Sharp and slow, or soft and quick. */
export function Mode({ mode, send }: { mode: ScreenMode; send: Send }): JSX.Element {
  return (
    <div class="choice-of" role="group" aria-label={words().share.modeTitle}>
      {(['text', 'motion'] as const).map((one) => (
        <button
          key={one}
          type="button"
          data-testid={`share-mode-${one}`}
          aria-pressed={mode === one}
          onClick={() => send({ type: 'shareModeChosen', mode: one })}
        >
          {words().share[one]}
        </button>
      ))}
    </div>
  );
}
