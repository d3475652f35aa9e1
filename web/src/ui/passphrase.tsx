import type { JSX } from 'preact';
import type { MeetingState } from '../meeting/state';
import type { Send } from './send';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
  readonly label: string;
  readonly placeholder: string;
}

/** No password field: no browser shall offer to keep it. */
export function PassphraseField({ state, send, label, placeholder }: Props): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        data-testid="passphrase-field"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={200}
        placeholder={placeholder}
        value={state.passphrase}
        onInput={(event) => send({ type: 'passphraseTyped', passphrase: event.currentTarget.value })}
      />
    </label>
  );
}
