import type { JSX } from 'preact';
import { Keyhole } from './icons';
import type { Notice } from './sentences';
import type { Send } from './send';

interface Props {
  readonly id: string;
  readonly notice: Notice;
  readonly detail?: string;
  readonly send?: Send;
  readonly canRejoin?: boolean;
}

export function NoticePage({ id, notice, detail, send, canRejoin = false }: Props): JSX.Element {
  return (
    <main class="page notice" data-testid={id} data-reason={detail}>
      <Keyhole />
      <h1>{notice.title}</h1>
      <p class="lead">{notice.text}</p>
      <p class="quiet">{notice.advice}</p>
      {send && (
        <div class="actions">
          {canRejoin && (
            <button type="button" class="primary" data-testid="rejoin-button" onClick={() => send({ type: 'rejoin' })}>
              Join again
            </button>
          )}
          <button type="button" class="secondary" data-testid="home-button" onClick={() => send({ type: 'goHome' })}>
            Back to the start
          </button>
        </div>
      )}
    </main>
  );
}
