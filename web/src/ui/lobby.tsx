// Before joining: a name, and devices that open only when their own button is clicked.
import type { JSX } from 'preact';
import type { Device, DeviceKind, MeetingState } from '../meeting/state';
import { mayJoin } from '../meeting/update';
import { CameraIcon, MicrophoneIcon } from './icons';
import { PassphraseField } from './passphrase';
import { Picture } from './picture';
import type { Send } from './send';
import { deviceProblem, protections, trust } from './sentences';

export function Lobby({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  const join = (event: Event) => {
    event.preventDefault();
    send({ type: 'joinClicked' });
  };
  return (
    <main class="page lobby" data-testid="lobby">
      <section class="preview-side" aria-label="Your microphone and camera">
        <Preview camera={camera} />
        <DeviceRow kind="microphone" device={microphone} send={send} />
        <DeviceRow kind="camera" device={camera} send={send} />
      </section>
      <form class="join-side" onSubmit={join}>
        <h1>Before you go in</h1>
        <label class="field">
          <span>Your name in this meeting</span>
          <input
            data-testid="join-name"
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={60}
            placeholder="What the others call you"
            value={state.name}
            onInput={(event) => send({ type: 'nameTyped', name: event.currentTarget.value })}
          />
        </label>
        <p class="quiet">Only people who have the link can read it. It is kept nowhere.</p>
        <Passphrase state={state} send={send} />
        <Trust />
        <button type="submit" class="primary large" data-testid="join-button" disabled={!mayJoin(state)}>
          Join
        </button>
      </form>
    </main>
  );
}

function Passphrase({ state, send }: { state: MeetingState; send: Send }): JSX.Element | null {
  const { needsPassphrase, isNew } = state.link;
  if (needsPassphrase) {
    return <PassphraseField state={state} send={send} label="Passphrase" placeholder="Besides the link" />;
  }
  if (!isNew) return null;
  return (
    <>
      <PassphraseField state={state} send={send} label="Passphrase, if you want one" placeholder="None" />
      <p class="quiet">People need it besides the link. Tell it to them in another way.</p>
    </>
  );
}

function Trust(): JSX.Element {
  return (
    <details class="trust" data-testid="trust">
      <summary>{trust}</summary>
      <ul>
        {protections.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

function Preview({ camera }: { camera: Device }): JSX.Element {
  return (
    <div class="preview" data-testid="join-preview">
      {camera.track ? (
        <Picture track={camera.track} isMirrored aspect={16 / 9} />
      ) : (
        <p class="quiet">{camera.status === 'opening' ? 'Opening the camera…' : 'The camera is closed.'}</p>
      )}
    </div>
  );
}

function DeviceRow({ kind, device, send }: { kind: DeviceKind; device: Device; send: Send }): JSX.Element {
  const isOpen = device.status === 'open';
  const Icon = kind === 'microphone' ? MicrophoneIcon : CameraIcon;
  const words = kind === 'microphone' ? 'microphone' : 'camera';
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
        <span>{isOpen ? `Close the ${words}` : `Open the ${words}`}</span>
      </button>
      {device.choices.length > 1 && <Choice kind={kind} device={device} send={send} />}
      {device.problem && (
        <p class="problem" role="alert" data-testid={`${kind}-problem`}>
          {deviceProblem(kind, device.problem)}
        </p>
      )}
    </div>
  );
}

export function Choice({ kind, device, send }: { kind: DeviceKind; device: Device; send: Send }): JSX.Element {
  return (
    <select
      class="choice"
      data-testid={`${kind}-choice`}
      aria-label={kind === 'microphone' ? 'Which microphone' : 'Which camera'}
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
