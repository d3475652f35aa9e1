import type { JSX } from 'preact';
import { Keyhole } from './icons';
import type { Send } from './send';
import { promise } from './sentences';

export function Landing({ send }: { send: Send }): JSX.Element {
  return (
    <main class="page landing" data-testid="landing">
      <Keyhole />
      <h1 class="wordmark">Conclave</h1>
      <p class="lead">{promise}</p>
      <button
        type="button"
        class="primary large"
        data-testid="start-button"
        onClick={() => send({ type: 'startMeeting' })}
      >
        Start a meeting
      </button>
      <p class="quiet">Invited? Open the link you were sent; it carries the key.</p>
    </main>
  );
}
