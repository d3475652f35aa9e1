// On the way in: looking for the server, agreeing on keys, waiting for a host, another try at the
// passphrase.
import type { ComponentChildren, JSX } from 'preact';
import { displayName } from '../base/names';
import type { JoiningStep, MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { Keyhole } from './icons';
import { PassphraseField } from './passphrase';
import type { Send } from './send';

interface Props {
  readonly state: MeetingState;
  readonly step: JoiningStep;
  readonly send: Send;
}

export function Joining({ state, step, send }: Props): JSX.Element {
  const { joining } = words();
  if (state.server === 'unreachable') {
    return <Page step={step} title={joining.unreachableTitle} text={joining.unreachable} send={send} />;
  }
  switch (step) {
    case 'waiting':
      return <Waiting state={state} send={send} />;
    case 'wrongPassphrase':
      return <AnotherPassphrase state={state} send={send} />;
    default:
      return <Page step={step} title={joining.unlocking} text={joining[step]} send={send} />;
  }
}

function Waiting({ state, send }: Omit<Props, 'step'>): JSX.Element {
  const { joining } = words();
  const title = joining.waitingTitle(state.waitingFor.map(displayName));
  return (
    <Page step="waiting" title={title} text={joining.waiting} send={send}>
      <p class="quiet" data-testid="waiting" data-hosts={state.waitingFor.join(', ')}>
        {joining.waitingBlind}
      </p>
    </Page>
  );
}

function AnotherPassphrase({ state, send }: Omit<Props, 'step'>): JSX.Element {
  const retry = (event: Event) => {
    event.preventDefault();
    send({ type: 'passphraseRetried' });
  };
  const { joining, lobby } = words();
  return (
    <main class="page notice" data-testid="joining" data-step="wrongPassphrase">
      <Keyhole />
      <h1>{joining.wrongTitle}</h1>
      <p class="lead" role="alert" data-testid="passphrase-wrong">
        {joining.wrong}
      </p>
      <form class="passphrase-form" onSubmit={retry}>
        <PassphraseField state={state} send={send} label={lobby.passphrase} placeholder={joining.wrongPlaceholder} />
        <div class="actions">
          <button type="submit" class="primary" data-testid="passphrase-retry" disabled={state.passphrase === ''}>
            {joining.tryAgain}
          </button>
          <Cancel send={send} />
        </div>
      </form>
    </main>
  );
}

interface PageProps {
  readonly step: JoiningStep;
  readonly title: string;
  readonly text: string;
  readonly send: Send;
  readonly children?: ComponentChildren;
}

function Page({ step, title, text, send, children }: PageProps): JSX.Element {
  return (
    <main class="page notice joining" data-testid="joining" data-step={step} aria-busy="true">
      <Keyhole />
      <h1>{title}</h1>
      <p class="lead" role="status">
        {text}
      </p>
      {children}
      <div class="actions">
        <Cancel send={send} />
      </div>
    </main>
  );
}

function Cancel({ send }: { send: Send }): JSX.Element {
  return (
    <button type="button" class="secondary" data-testid="leave-button" onClick={() => send({ type: 'leaveClicked' })}>
      {words().joining.cancel}
    </button>
  );
}
