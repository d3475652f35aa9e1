// On the way in: looking for the server, agreeing on keys, waiting for a host, another try at the
// passphrase.
import type { ComponentChildren, JSX } from 'preact';
import { displayName } from '../base/names';
import type { JoiningStep, MeetingState } from '../meeting/state';
import { Keyhole } from './icons';
import { PassphraseField } from './passphrase';
import type { Send } from './send';
import { waitingTitle } from './sentences';

interface Props {
  readonly state: MeetingState;
  readonly step: JoiningStep;
  readonly send: Send;
}

export function Joining({ state, step, send }: Props): JSX.Element {
  if (state.server === 'unreachable') {
    return <Page step={step} title="The server does not answer" text={unreachable} send={send} />;
  }
  switch (step) {
    case 'waiting':
      return <Waiting state={state} send={send} />;
    case 'wrongPassphrase':
      return <AnotherPassphrase state={state} send={send} />;
    default:
      return <Page step={step} title="Unlocking the room" text={steps[step]} send={send} />;
  }
}

function Waiting({ state, send }: Omit<Props, 'step'>): JSX.Element {
  return (
    <Page step="waiting" title={waitingTitle(state.waitingFor.map(displayName))} text={waiting} send={send}>
      <p class="quiet" data-testid="waiting" data-hosts={state.waitingFor.join(', ')}>
        You hear and see nothing of the meeting before you are in, and it hears and sees nothing of you but your name.
      </p>
    </Page>
  );
}

function AnotherPassphrase({ state, send }: Omit<Props, 'step'>): JSX.Element {
  const retry = (event: Event) => {
    event.preventDefault();
    send({ type: 'passphraseRetried' });
  };
  return (
    <main class="page notice" data-testid="joining" data-step="wrongPassphrase">
      <Keyhole />
      <h1>This is not the passphrase</h1>
      <p class="lead" role="alert" data-testid="passphrase-wrong">
        The link is right, but it does not let people in without the passphrase. Those inside are told of wrong ones.
      </p>
      <form class="passphrase-form" onSubmit={retry}>
        <PassphraseField state={state} send={send} label="Passphrase" placeholder="Ask whoever invited you" />
        <div class="actions">
          <button type="submit" class="primary" data-testid="passphrase-retry" disabled={state.passphrase === ''}>
            Try again
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
      Cancel
    </button>
  );
}

const steps: Readonly<Record<Exclude<JoiningStep, 'waiting' | 'wrongPassphrase'>, string>> = {
  connecting: 'Looking for the server.',
  knocking: 'Agreeing on keys with the people inside.',
  unheard:
    'Nobody inside has answered yet. Someone in the meeting has to be connected to let you in; this page waits and goes on by itself.',
};
const waiting = 'Your name is on their screen. This page goes on by itself as soon as they let you in.';
const unreachable =
  'Check your network, or ask whoever runs this server. This page keeps trying and goes on by itself.';
