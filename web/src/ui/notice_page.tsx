import type { JSX } from 'preact';
import type { WayBack } from '../meeting/state';
import { type Catalogue, words } from '../text/catalogue';
import { Keyhole } from './icons';
import type { Send } from './send';

interface Props {
  readonly id: string;
  readonly notice: Catalogue['endings']['badLink'];
  readonly detail?: string;
  readonly send?: Send;
  readonly wayBack?: WayBack;
}

export function NoticePage({ id, notice, detail, send, wayBack = 'none' }: Props): JSX.Element {
  const { endings } = words();
  return (
    <main class="page notice" data-testid={id} data-reason={detail}>
      <Keyhole />
      <h1>{notice.title}</h1>
      <p class="lead">{notice.text}</p>
      <p class="quiet">{notice.advice}</p>
      {send && (
        <div class="actions">
          {wayBack === 'lobby' && (
            <button type="button" class="primary" data-testid="rejoin-button" onClick={() => send({ type: 'rejoin' })}>
              {endings.joinAgain}
            </button>
          )}
          {wayBack === 'reload' && (
            <button type="button" class="primary" data-testid="reload-button" onClick={() => send({ type: 'reloadClicked' })}>
              {endings.reload}
            </button>
          )}
          <button type="button" class="secondary" data-testid="home-button" onClick={() => send({ type: 'goHome' })}>
            {endings.home}
          </button>
        </div>
      )}
    </main>
  );
}
