import type { JSX } from 'preact';
import { type Tile, tileOf } from '../meeting/layout';
import type { MeetingState } from '../meeting/state';
import { CameraIcon, MicrophoneIcon } from './icons';
import { initials, toneOf } from './initials';
import { Choice } from './lobby';
import { Panel } from './panel';
import type { Send } from './send';

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
