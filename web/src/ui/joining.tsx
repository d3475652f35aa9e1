import type { JSX } from 'preact';
import type { JoiningStep, MeetingState } from '../meeting/state';
import { Keyhole } from './icons';
import type { Send } from './send';

interface Props {
  readonly state: MeetingState;
  readonly step: JoiningStep;
  readonly send: Send;
}

export function Joining({ state, step, send }: Props): JSX.Element {
  const isUnreachable = state.server === 'unreachable';
  return (
    <main class="page notice joining" data-testid="joining" data-step={step} aria-busy="true">
      <Keyhole />
      <h1>{isUnreachable ? 'The server does not answer' : 'Unlocking the room'}</h1>
      <p class="lead" role="status">
        {isUnreachable ? unreachable : steps[step]}
      </p>
      <div class="actions">
        <button type="button" class="secondary" data-testid="leave-button" onClick={() => send({ type: 'leaveClicked' })}>
          Cancel
        </button>
      </div>
    </main>
  );
}

const steps: Readonly<Record<JoiningStep, string>> = {
  connecting: 'Looking for the server.',
  knocking: 'Agreeing on keys with the people inside.',
  waiting: 'A host of the meeting sees your name and decides.',
  wrongPassphrase: 'The passphrase is wrong.',
  unheard:
    'Nobody inside has answered yet. Someone in the meeting has to be connected to let you in; this page waits and goes on by itself.',
};
const unreachable =
  'Check your network, or ask whoever runs this server. This page keeps trying and goes on by itself.';
