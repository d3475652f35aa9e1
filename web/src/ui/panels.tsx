import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Tile, tileOf } from '../meeting/layout';
import type { MeetingState } from '../meeting/state';
import { CameraIcon, CloseIcon, MicrophoneIcon } from './icons';
import { initials, toneOf } from './initials';
import { Choice } from './lobby';
import type { Send } from './send';
import { notCompared, protections } from './sentences';

export function PeoplePanel({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  return (
    <Panel title="Who is here" id="people" send={send}>
      <ul class="people">
        {state.members.map((member) => (
          <Person key={member.leaf} tile={tileOf(state, member)} />
        ))}
      </ul>
      <p class="quiet">
        This list comes from the meeting’s keys, not from the server. People choose their own names.
      </p>
      <Devices state={state} send={send} />
    </Panel>
  );
}

function Person({ tile }: { tile: Tile }): JSX.Element {
  return (
    <li class={`person tone-${toneOf(tile.name)}`} data-testid="person" data-leaf={tile.leaf}>
      <span class="mark" aria-hidden="true">
        {initials(tile.name)}
      </span>
      <span class="name" dir="auto">
        {tile.name}
      </span>
      {tile.isSelf && <span class="quiet">you</span>}
      <span class="signs">
      <span class={`sign ${tile.isMicrophoneOn ? 'on' : ''}`} title={tile.isMicrophoneOn ? 'microphone on' : 'muted'}>
        <MicrophoneIcon isOff={!tile.isMicrophoneOn} />
      </span>
      <span class={`sign ${tile.isCameraOn ? 'on' : ''}`} title={tile.isCameraOn ? 'camera on' : 'camera off'}>
        <CameraIcon isOff={!tile.isCameraOn} />
      </span>
      </span>
    </li>
  );
}

function Devices({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  return (
    <div class="devices">
      {microphone.choices.length > 1 && <Choice kind="microphone" device={microphone} send={send} />}
      {camera.choices.length > 1 && <Choice kind="camera" device={camera} send={send} />}
    </div>
  );
}

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

interface PanelProps {
  readonly title: string;
  readonly id: string;
  readonly send: Send;
  readonly children: ComponentChildren;
}

/** Takes the focus when it opens; Escape closes it and gives the focus back. */
function Panel({ title, id, send, children }: PanelProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = () => send({ type: 'panelClosed' });
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <aside class="panel" data-testid={id} aria-label={title} onKeyDown={closeOnEscape}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="close" aria-label="Close" onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <div class="panel-body">{children}</div>
    </aside>
  );
}
