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
        <Line id="sound-blocked">
          The browser holds the sound back.
          <button type="button" class="secondary" onClick={() => send({ type: 'soundClicked' })}>
            Let it play
          </button>
        </Line>
      )}
      {microphone.problem && (
        <Line id="microphone-problem">{deviceProblem('microphone', microphone.problem)}</Line>
      )}
      {camera.problem && <Line id="camera-problem">{deviceProblem('camera', camera.problem)}</Line>}
      {state.alarms.map((alarm) => (
        <Line key={alarm.id} id="alarm">
          {alarm.text}
          <button
            type="button"
            class="close"
            aria-label="Dismiss"
            onClick={() => send({ type: 'alarmDismissed', id: alarm.id })}
          >
            <CloseIcon />
          </button>
        </Line>
      ))}
    </div>
  );
}

function Line({ id, children }: { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="line" data-testid={id}>
      <WarningIcon />
      <span>{children}</span>
    </div>
  );
}
