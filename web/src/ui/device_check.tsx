// Trying out the microphone, the speaker and the camera, before a meeting and in it. Each opens by
// its own button alone.
import type { JSX } from 'preact';
import type { Device, DeviceKind, MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { CameraIcon, MicrophoneIcon } from './icons';
import { Meter } from './meter';
import { Panel } from './panel';
import { Picture } from './picture';
import type { Send } from './send';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

/** In the meeting: all three. */
export function DevicesPanel({ state, send }: Props): JSX.Element {
  const { devices } = words();
  const { camera } = state.devices;
  return (
    <Panel title={devices.title} id="devices-panel" send={send}>
      <MicrophoneCheck state={state} send={send} />
      <SpeakerCheck state={state} send={send} />
      <fieldset class="rules">
        <legend>{devices.camera}</legend>
        <div class="preview small-preview" data-testid="check-preview">
          {camera.track ? (
            <Picture track={camera.track} isMirrored aspect={16 / 9} />
          ) : (
            <p class="quiet">{devices.cameraClosed}</p>
          )}
        </div>
        <DeviceRow kind="camera" device={camera} send={send} />
      </fieldset>
      <p class="quiet">{devices.remembered}</p>
    </Panel>
  );
}

export function MicrophoneCheck({ state, send }: Props): JSX.Element {
  const { devices } = words();
  const { microphone } = state.devices;
  const { check } = state.setup;
  const isBusy = check === 'recording' || check === 'playing';
  return (
    <fieldset class="rules" data-testid="microphone-check">
      <legend>{devices.microphone}</legend>
      <DeviceRow kind="microphone" device={microphone} send={send} />
      {microphone.track ? <Meter track={microphone.track} /> : <p class="quiet">{devices.meterClosed}</p>}
      {microphone.track && (
        <button
          type="button"
          class="secondary small"
          data-testid="check-record"
          disabled={isBusy}
          onClick={() => send({ type: 'checkClicked' })}
        >
          {devices.check}
        </button>
      )}
      {(microphone.track !== undefined || isBusy) && (
        <p class="quiet" role="status" data-testid="check-step" data-step={check}>
          {devices.checks[check]}
        </p>
      )}
      <Processing state={state} send={send} />
    </fieldset>
  );
}

function Processing({ state, send }: Props): JSX.Element {
  const { devices } = words();
  const { processing, isPushToTalk } = state.setup;
  return (
    <>
      {(['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const).map((what) => (
        <label key={what} class="toggle">
          <input
            type="checkbox"
            data-testid={`processing-${what}`}
            checked={processing[what]}
            onChange={() => send({ type: 'processingToggled', what })}
          />
          <span>{devices.processing[what]}</span>
        </label>
      ))}
      <label class="toggle">
        <input
          type="checkbox"
          data-testid="push-to-talk"
          checked={isPushToTalk}
          onChange={() => send({ type: 'pushToTalkToggled' })}
        />
        <span>{devices.pushToTalk}</span>
      </label>
    </>
  );
}

export function SpeakerCheck({ state, send }: Props): JSX.Element {
  const { devices } = words();
  const { speakers, speaker, canChooseSpeaker, isToneOn } = state.setup;
  return (
    <fieldset class="rules">
      <legend>{devices.speaker}</legend>
      {canChooseSpeaker && speakers.length > 0 && (
        <select
          class="choice"
          data-testid="speaker-choice"
          aria-label={devices.whichSpeaker}
          value={speaker}
          onChange={(event) => send({ type: 'speakerChosen', id: event.currentTarget.value })}
        >
          <option value="">{devices.usualSpeaker}</option>
          {speakers.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
      {!canChooseSpeaker && <p class="quiet">{devices.speakerFixed}</p>}
      <button
        type="button"
        class="secondary small"
        data-testid="check-tone"
        disabled={isToneOn}
        onClick={() => send({ type: 'toneClicked' })}
      >
        {isToneOn ? devices.toneOn : devices.tone}
      </button>
    </fieldset>
  );
}

interface RowProps {
  readonly kind: DeviceKind;
  readonly device: Device;
  readonly send: Send;
}

export function DeviceRow({ kind, device, send }: RowProps): JSX.Element {
  const isOpen = device.status === 'open';
  const Icon = kind === 'microphone' ? MicrophoneIcon : CameraIcon;
  const { devices } = words();
  return (
    <div class="device-row">
      <button
        type="button"
        class={`device ${isOpen ? 'lit' : ''}`}
        data-testid={`join-${kind}`}
        aria-pressed={isOpen}
        aria-busy={device.status === 'opening'}
        onClick={() => send({ type: 'deviceToggled', device: kind })}
      >
        <Icon isOff={!isOpen} />
        <span>{isOpen ? devices.close(kind) : devices.open(kind)}</span>
      </button>
      {device.choices.length > 1 && <Choice kind={kind} device={device} send={send} />}
      {device.problem && (
        <p class="problem" role="alert" data-testid={`${kind}-problem`}>
          {devices.problems[device.problem](kind)}
        </p>
      )}
    </div>
  );
}

export function Choice({ kind, device, send }: RowProps): JSX.Element {
  return (
    <select
      class="choice"
      data-testid={`${kind}-choice`}
      aria-label={words().devices.which(kind)}
      value={device.chosenId}
      onChange={(event) => send({ type: 'deviceChosen', device: kind, id: event.currentTarget.value })}
    >
      {device.choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
