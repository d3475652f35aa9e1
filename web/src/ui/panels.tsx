import type { JSX } from 'preact';
import type { MeetingState } from '../meeting/state';
import { Panel } from './panel';
import type { Send } from './send';
import { notCompared, protections } from './sentences';

export function SafetyPanel({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  return (
    <Panel title="Safety code" id="safety" send={send}>
      <p>
        Everyone in this meeting sees the same 30 digits. Compare them over another channel, such as a
        message or a phone call: if they agree, you all hold the same keys.
      </p>
      <SafetyCode code={state.safetyCode} />
      <p class="quiet">
        The code changes whenever someone comes or goes. Epoch <span data-testid="epoch">{state.epoch}</span>.
      </p>
      <p class="warning">{notCompared}</p>
      <ul class="facts">
        {protections.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}

function SafetyCode({ code }: { code: string }): JSX.Element {
  const groups = code.match(/.{1,5}/g) ?? [];
  return (
    <p class="safety-code" data-testid="safety-code" data-code={code} aria-label={groups.join(' ')}>
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}
