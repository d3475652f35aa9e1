// The meeting's rules: for hosts to set, for everybody to read. What stands here is what the group
// agreed on; a click changes it only when the group's commit arrives.
import type { ComponentChildren, JSX } from 'preact';
import { type MeetingState, type Permission, type PolicyChange, hosts, isHost } from '../meeting/state';
import { Invites } from './invites';
import { featureWords, momentOf, nameList, permissionWords } from './log_sentences';
import { Panel } from './panel';
import type { Send } from './send';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function RulesPanel({ state, send }: Props): JSX.Element {
  const amHost = isHost(state);
  return (
    <Panel title="Rules" id="rules-panel" send={send}>
      <p class="quiet">
        {amHost ? '' : `Only hosts change them: ${nameList(hosts(state).map((host) => host.name))}. `}
        Everyone’s device holds to these rules. The server has no say in them.
      </p>
      <Door state={state} send={send} />
      {amHost && <Link state={state} send={send} />}
      <Inside state={state} send={send} />
      <Features state={state} send={send} />
      {amHost && <Invites state={state} send={send} />}
    </Panel>
  );
}

function Door({ state, send }: Props): JSX.Element {
  const { policy } = state;
  return (
    <Group title="Who gets in">
      <Switch id="rule-locked" field="isLocked" isOn={policy.isLocked} state={state} send={send}>
        Locked: no one comes in
      </Switch>
      <Switch id="rule-waiting-room" field="hasWaitingRoom" isOn={policy.hasWaitingRoom} state={state} send={send}>
        Waiting room: a host lets people in
      </Switch>
    </Group>
  );
}

function Inside({ state, send }: Props): JSX.Element {
  const { policy } = state;
  return (
    <Group title="Inside">
      <Switch
        id="rule-newcomers-muted"
        field="doNewcomersEnterMuted"
        isOn={policy.doNewcomersEnterMuted}
        state={state}
        send={send}
      >
        Newcomers come in muted
      </Switch>
      <Switch id="rule-recording" field="isRecordingAllowed" isOn={policy.isRecordingAllowed} state={state} send={send}>
        Recording is welcome
      </Switch>
      <p class="quiet">Anyone here can record, whatever this says; it tells people what is wished.</p>
    </Group>
  );
}

function Features({ state, send }: Props): JSX.Element {
  const { policy } = state;
  return (
    <Group title="Who may">
      {(['share', 'chat', 'reactions', 'files'] as const).map((feature) => (
        <label key={feature} class="choice-line">
          <span>{featureWords[feature]}</span>
          <select
            data-testid={`rule-${feature}`}
            disabled={!isHost(state)}
            value={policy.permissions[feature]}
            onChange={(event) => {
              const value = permissions.find((one) => one === event.currentTarget.value);
              if (value !== undefined) send({ type: 'policyChanged', change: { field: feature, value } });
            }}
          >
            {permissions.map((permission) => (
              <option key={permission} value={permission}>
                {permissionWords[permission]}
              </option>
            ))}
          </select>
        </label>
      ))}
    </Group>
  );
}

const permissions: readonly Permission[] = ['everyone', 'hosts', 'nobody'];

function Link({ state, send }: Props): JSX.Element {
  const { linkExpires } = state.policy;
  const expire = (seconds: number) => {
    const value = seconds === 0 ? 0 : Math.floor(Date.now() / 1000) + seconds;
    send({ type: 'policyChanged', change: { field: 'linkExpires', value } });
  };
  return (
    <Group title="The link">
      <label class="choice-line">
        <span>It works</span>
        <select
          data-testid="rule-link-expires"
          value={linkExpires === 0 ? '0' : 'until'}
          onChange={(event) => expire(Number(event.currentTarget.value))}
        >
          {linkExpires !== 0 && <option value="until">until {momentOf(linkExpires)}</option>}
          <option value="0">as long as the meeting</option>
          <option value="3600">for an hour</option>
          <option value="86400">for a day</option>
        </select>
      </label>
      <button
        type="button"
        class="small secondary"
        data-testid="change-link-button"
        onClick={() => send({ type: 'changeLinkClicked' })}
      >
        Change the link
      </button>
      <p class="quiet">The old link then lets no one in. Whoever is here stays.</p>
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <fieldset class="rules">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface SwitchProps extends Props {
  readonly id: string;
  readonly field: (PolicyChange & { readonly value: boolean })['field'];
  readonly isOn: boolean;
  readonly children: ComponentChildren;
}

function Switch({ id, field, isOn, state, send, children }: SwitchProps): JSX.Element {
  return (
    <label class="toggle">
      <input
        type="checkbox"
        data-testid={id}
        disabled={!isHost(state)}
        checked={isOn}
        onChange={(event) => send({ type: 'policyChanged', change: { field, value: event.currentTarget.checked } })}
      />
      <span>{children}</span>
    </label>
  );
}
