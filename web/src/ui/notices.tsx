// The few things worth saying while a meeting goes on, above the bar.
import type { ComponentChildren, JSX } from 'preact';
import type { Alarm, MediaPath, MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { CloseIcon, WarningIcon } from './icons';
import type { Send } from './send';
import { alarmText } from './sentences';

export function Notices({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  const { devices, notices } = words();
  return (
    <div class="notices" aria-live="polite">
      {state.server === 'lost' && <Line id="server-lost">{notices.lost}</Line>}
      {state.server === 'unreachable' && <Line id="server-lost">{notices.unreachable}</Line>}
      {state.server === 'online' && <MediaLine media={state.media} />}
      {state.isSoundBlocked && (
        <Line id="sound-blocked" action={<LetPlay send={send} />}>
          {notices.soundBlocked}
        </Line>
      )}
      {microphone.problem && (
        <Line id="microphone-problem">{devices.problems[microphone.problem]('microphone')}</Line>
      )}
      {camera.problem && <Line id="camera-problem">{devices.problems[camera.problem]('camera')}</Line>}
      {state.share.problem && <Line id="share-problem">{words().share.problems[state.share.problem]}</Line>}
      {state.alarms.map((alarm) => (
        <AlarmLine key={alarm.id} alarm={alarm} send={send} />
      ))}
    </div>
  );
}

/** At the beginning only when it takes long enough to be wondered at. */
function MediaLine({ media }: { media: MediaPath }): JSX.Element | null {
  const { notices } = words();
  switch (media) {
    case 'connected':
      return null;
    case 'interrupted':
      return <Line id="media-interrupted">{notices.interrupted}</Line>;
    default:
      return (
        <Line id="media-coming" isLate>
          {notices.notYet}
        </Line>
      );
  }
}

function AlarmLine({ alarm: { id, cause }, send }: { alarm: Alarm; send: Send }): JSX.Element {
  const who = 'who' in cause ? cause.who : '';
  return (
    <Line id="alarm" kind={cause.kind} who={who} action={<Dismiss id={id} send={send} />}>
      {alarmText(cause)}
    </Line>
  );
}

function LetPlay({ send }: { send: Send }): JSX.Element {
  return (
    <button type="button" class="secondary" onClick={() => send({ type: 'soundClicked' })}>
      {words().notices.letPlay}
    </button>
  );
}

function Dismiss({ id, send }: { id: number; send: Send }): JSX.Element {
  const dismiss = () => send({ type: 'alarmDismissed', id });
  return (
    <button type="button" class="close" aria-label={words().notices.dismiss} onClick={dismiss}>
      <CloseIcon />
    </button>
  );
}

interface LineProps {
  readonly id: string;
  readonly kind?: string;
  readonly who?: string;
  readonly isLate?: boolean;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Line({ id, kind, who, isLate = false, action, children }: LineProps): JSX.Element {
  return (
    <div class={`line ${isLate ? 'late' : ''}`} data-testid={id} data-kind={kind} data-who={who}>
      <WarningIcon />
      <span>{children}</span>
      {action}
    </div>
  );
}
