// Before joining: a name, and devices that open only when their own button is clicked.
import type { JSX } from 'preact';
import type { Device, DeviceKind, MeetingState } from '../meeting/state';
import { mayJoin } from '../meeting/update';
import { words } from '../text/catalogue';
import { CameraIcon, MicrophoneIcon } from './icons';
import { LanguagePicker } from './language';
import { PassphraseField } from './passphrase';
import { Picture } from './picture';
import type { Send } from './send';
import { facts } from './sentences';

export function Lobby({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  const { lobby } = words();
  const join = (event: Event) => {
    event.preventDefault();
    send({ type: 'joinClicked' });
  };
  return (
    <main class="page lobby" data-testid="lobby">
      <section class="preview-side" aria-label={lobby.devices}>
        <Preview camera={camera} />
        <DeviceRow kind="microphone" device={microphone} send={send} />
        <DeviceRow kind="camera" device={camera} send={send} />
      </section>
      <form class="join-side" onSubmit={join}>
        <h1>{lobby.title}</h1>
        <label class="field">
          <span>{lobby.name}</span>
          <input
            data-testid="join-name"
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={60}
            placeholder={lobby.namePlaceholder}
            value={state.name}
            onInput={(event) => send({ type: 'nameTyped', name: event.currentTarget.value })}
          />
        </label>
        <p class="quiet">{lobby.nameKept}</p>
        <Passphrase state={state} send={send} />
        <Trust />
        <button type="submit" class="primary large" data-testid="join-button" disabled={!mayJoin(state)}>
          {lobby.join}
        </button>
      </form>
      <LanguagePicker />
    </main>
  );
}

function Passphrase({ state, send }: { state: MeetingState; send: Send }): JSX.Element | null {
  const { needsPassphrase, isNew } = state.link;
  const { lobby } = words();
  if (needsPassphrase) {
    const { passphrase, passphrasePlaceholder } = lobby;
    return <PassphraseField state={state} send={send} label={passphrase} placeholder={passphrasePlaceholder} />;
  }
  if (!isNew) return null;
  return (
    <>
      <PassphraseField
        state={state}
        send={send}
        label={lobby.newPassphrase}
        placeholder={lobby.newPassphrasePlaceholder}
      />
      <p class="quiet">{lobby.newPassphraseAdvice}</p>
    </>
  );
}

function Trust(): JSX.Element {
  return (
    <details class="trust" data-testid="trust">
      <summary>{words().truths.trust}</summary>
      <ul>
        {facts().map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

function Preview({ camera }: { camera: Device }): JSX.Element {
  const { lobby } = words();
  return (
    <div class="preview" data-testid="join-preview">
      {camera.track ? (
        <Picture track={camera.track} isMirrored aspect={16 / 9} />
      ) : (
        <p class="quiet">{camera.status === 'opening' ? lobby.cameraOpening : lobby.cameraClosed}</p>
      )}
    </div>
  );
}

function DeviceRow({ kind, device, send }: { kind: DeviceKind; device: Device; send: Send }): JSX.Element {
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

export function Choice({ kind, device, send }: { kind: DeviceKind; device: Device; send: Send }): JSX.Element {
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
