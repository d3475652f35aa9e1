// The few things worth saying while a meeting goes on, above the bar.
import type { ComponentChildren, JSX } from 'preact';
import type { MeetingState } from '../meeting/state';
import { CloseIcon, WarningIcon } from './icons';
import type { Send } from './send';
import { deviceProblem } from './sentences';

export function Notices({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  return (
    <div class="notices" aria-live="polite">
      {state.server === 'lost' && <Line id="server-lost">Connection lost. Coming back…</Line>}
      {state.server === 'unreachable' && (
        <Line id="server-lost">
          The server does not answer. Check your network. This page keeps trying; your place may be lost.
        </Line>
      )}
      {state.server === 'online' && state.media === 'interrupted' && (
        <Line id="media-interrupted">Sound and pictures are interrupted. Reconnecting…</Line>
      )}
      {state.isSoundBlocked && (
        <Line id="sound-blocked" action={<LetPlay send={send} />}>
          The browser holds the sound back.
        </Line>
      )}
      {microphone.problem && (
        <Line id="microphone-problem">{deviceProblem('microphone', microphone.problem)}</Line>
      )}
      {camera.problem && <Line id="camera-problem">{deviceProblem('camera', camera.problem)}</Line>}
      {state.alarms.map((alarm) => (
        <Line key={alarm.id} id="alarm" kind={alarm.kind} who={alarm.who} action={<Dismiss id={alarm.id} send={send} />}>
          {alarm.text}
        </Line>
      ))}
    </div>
  );
}

function LetPlay({ send }: { send: Send }): JSX.Element {
  return (
    <button type="button" class="secondary" onClick={() => send({ type: 'soundClicked' })}>
      Let it play
    </button>
  );
}

function Dismiss({ id, send }: { id: number; send: Send }): JSX.Element {
  const dismiss = () => send({ type: 'alarmDismissed', id });
  return (
    <button type="button" class="close" aria-label="Dismiss" onClick={dismiss}>
      <CloseIcon />
    </button>
  );
}

interface LineProps {
  readonly id: string;
  readonly kind?: string;
  readonly who?: string;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Line({ id, kind, who, action, children }: LineProps): JSX.Element {
  return (
    <div class="line" data-testid={id} data-kind={kind} data-who={who}>
      <WarningIcon />
      <span>{children}</span>
      {action}
    </div>
  );
}
