// Before joining: a name, and devices that open only when their own button is clicked.
import type { JSX } from 'preact';
import type { Device, MeetingState } from '../meeting/state';
import { mayJoin } from '../meeting/update';
import { words } from '../text/catalogue';
import { DeviceRow, MicrophoneCheck, SpeakerCheck } from './device_check';
import { LanguagePicker } from './language';
import { PassphraseField } from './passphrase';
import { Picture } from './picture';
import type { Send } from './send';
import { facts } from './sentences';

export function Lobby({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  const { lobby } = words();
  const isChecking = state.panel === 'devices';
  const join = (event: Event) => {
    event.preventDefault();
    send({ type: 'joinClicked' });
  };
  return (
    <main class="page lobby" data-testid="lobby">
      <section class="preview-side" aria-label={lobby.devices}>
        <Preview camera={camera} />
        {!isChecking && <DeviceRow kind="microphone" device={microphone} send={send} />}
        <DeviceRow kind="camera" device={camera} send={send} />
        <button
          type="button"
          class="text-button check-button"
          data-testid="check-button"
          aria-expanded={isChecking}
          onClick={() => send({ type: 'panelToggled', panel: 'devices' })}
        >
          {isChecking ? lobby.checked : lobby.check}
        </button>
        {isChecking && <MicrophoneCheck state={state} send={send} />}
        {isChecking && <SpeakerCheck state={state} send={send} />}
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
      <summary>{words().truths.webTrust}</summary>
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
