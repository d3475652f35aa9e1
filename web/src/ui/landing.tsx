import type { JSX } from 'preact';
import { productName, words } from '../text/catalogue';
import { Keyhole } from './icons';
import { LanguagePicker } from './language';
import type { Send } from './send';

export function Landing({ send }: { send: Send }): JSX.Element {
  const { landing } = words();
  return (
    <main class="page landing" data-testid="landing">
      <Keyhole />
      <h1 class="wordmark">{productName}</h1>
      <p class="lead">{landing.promise}</p>
      <button
        type="button"
        class="primary large"
        data-testid="start-button"
        onClick={() => send({ type: 'startMeeting' })}
      >
        {landing.start}
      </button>
      <p class="quiet">{landing.invited}</p>
      <LanguagePicker />
    </main>
  );
}
