// The meeting's rules: for hosts to set, for everybody to read. What stands here is what the group
// agreed on; a click changes it only when the group's commit arrives.
import type { ComponentChildren, JSX } from 'preact';
import { type MeetingState, type Permission, type PolicyChange, hosts, isHost } from '../meeting/state';
import { momentOf, words } from '../text/catalogue';
import { Invites } from './invites';
import { Panel } from './panel';
import type { Send } from './send';
import { nameList } from './sentences';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function RulesPanel({ state, send }: Props): JSX.Element {
  const amHost = isHost(state);
  const { rules } = words();
  return (
    <Panel title={rules.title} id="rules-panel" send={send}>
      <p class="quiet">
        {!amHost && `${rules.onlyHosts(nameList(hosts(state).map((host) => host.name)))} `}
        {rules.about}
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
  const { rules } = words();
  const { policy } = state;
  return (
    <Group title={rules.whoGetsIn}>
      <Switch id="rule-locked" field="isLocked" isOn={policy.isLocked} state={state} send={send}>
        {rules.locked}
      </Switch>
      <Switch id="rule-waiting-room" field="hasWaitingRoom" isOn={policy.hasWaitingRoom} state={state} send={send}>
        {rules.waitingRoom}
      </Switch>
    </Group>
  );
}

function Inside({ state, send }: Props): JSX.Element {
  const { rules } = words();
  const { policy } = state;
  return (
    <Group title={rules.inside}>
      <Switch
        id="rule-newcomers-muted"
        field="doNewcomersEnterMuted"
        isOn={policy.doNewcomersEnterMuted}
        state={state}
        send={send}
      >
        {rules.newcomersMuted}
      </Switch>
      <Switch id="rule-recording" field="isRecordingAllowed" isOn={policy.isRecordingAllowed} state={state} send={send}>
        {rules.recording}
      </Switch>
      <p class="quiet">{rules.recordingAbout}</p>
    </Group>
  );
}

function Features({ state, send }: Props): JSX.Element {
  const { rules } = words();
  const { policy } = state;
  return (
    <Group title={rules.whoMay}>
      {(['share', 'chat', 'reactions', 'files'] as const).map((feature) => (
        <label key={feature} class="choice-line">
          <span>{rules.features[feature]}</span>
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
                {rules.permissions[permission]}
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
  const { rules } = words();
  const expire = (seconds: number) => {
    const value = seconds === 0 ? 0 : Math.floor(Date.now() / 1000) + seconds;
    send({ type: 'policyChanged', change: { field: 'linkExpires', value } });
  };
  return (
    <Group title={rules.link}>
      <label class="choice-line">
        <span>{rules.linkWorks}</span>
        <select
          data-testid="rule-link-expires"
          value={linkExpires === 0 ? '0' : 'until'}
          onChange={(event) => expire(Number(event.currentTarget.value))}
        >
          {linkExpires !== 0 && <option value="until">{rules.linkUntil(momentOf(linkExpires))}</option>}
          <option value="0">{rules.linkAlways}</option>
          <option value="3600">{rules.linkHour}</option>
          <option value="86400">{rules.linkDay}</option>
        </select>
      </label>
      <button
        type="button"
        class="small secondary"
        data-testid="change-link-button"
        onClick={() => send({ type: 'changeLinkClicked' })}
      >
        {rules.changeLink}
      </button>
      <p class="quiet">{rules.changeLinkAbout}</p>
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
