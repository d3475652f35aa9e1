// Who is here, and what a host may do about it.
import type { JSX } from 'preact';
import { displayName } from '../base/names';
import { type Tile, tileOf } from '../meeting/tiles';
import { type MeetingState, isHost } from '../meeting/state';
import { CameraIcon, KeyIcon, MicrophoneIcon } from './icons';
import { initials, toneOf } from './initials';
import { Choice } from './lobby';
import { Panel } from './panel';
import type { Send } from './send';
import { comparedText, silentText } from './sentences';

export function PeoplePanel({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const amHost = isHost(state);
  return (
    <Panel title="Who is here" id="people-panel" send={send}>
      <ul class="people">
        {state.members.map((member) => (
          <Person key={member.leaf} tile={tileOf(state, member)} amHost={amHost} send={send} />
        ))}
      </ul>
      <p class="quiet">
        This list comes from the meeting’s keys, not from the server. People choose their own names.
      </p>
      <Devices state={state} send={send} />
    </Panel>
  );
}

interface PersonProps {
  readonly tile: Tile;
  readonly amHost: boolean;
  readonly send: Send;
}

function Person({ tile, amHost, send }: PersonProps): JSX.Element {
  return (
    <li
      class={`person tone-${toneOf(tile.name)}`}
      data-testid="person"
      data-leaf={tile.leaf}
      data-name={tile.name}
      data-host={tile.isHost}
      data-silent={tile.isSilent}
      data-compared={tile.isCompared}
    >
      <div class="person-line">
        <span class="mark" aria-hidden="true">
          {initials(tile.name)}
        </span>
        <span class="name" dir="auto">
          {displayName(tile.name)}
        </span>
        {tile.isSelf && <span class="quiet">you</span>}
        {tile.isHost && <span class="tag host">host</span>}
        <Signs tile={tile} />
      </div>
      {tile.warnings.map((warning) => (
        <p key={warning} class="name-warning" data-testid="name-warning">
          {warning}
        </p>
      ))}
      {tile.isSilent && <p class="name-warning">{silentText(displayName(tile.name))}</p>}
      {amHost && <Actions tile={tile} send={send} />}
    </li>
  );
}

function Signs({ tile }: { tile: Tile }): JSX.Element {
  const compared = comparedText(tile.isCompared);
  return (
    <span class="signs">
      {!tile.isSelf && (
        <span class={`sign ${tile.isCompared ? 'on' : ''}`} title={compared} role="img" aria-label={compared}>
          <KeyIcon isOff={!tile.isCompared} />
        </span>
      )}
      <span class={`sign ${tile.isMicrophoneOn ? 'on' : ''}`} title={tile.isMicrophoneOn ? 'microphone on' : 'muted'}>
        <MicrophoneIcon isOff={!tile.isMicrophoneOn} />
      </span>
      <span class={`sign ${tile.isCameraOn ? 'on' : ''}`} title={tile.isCameraOn ? 'camera on' : 'camera off'}>
        <CameraIcon isOff={!tile.isCameraOn} />
      </span>
    </span>
  );
}

function Actions({ tile, send }: { tile: Tile; send: Send }): JSX.Element {
  const { leaf, isSelf } = tile;
  const remove = (doesChangeLink: boolean) => send({ type: 'removeClicked', leaf, doesChangeLink });
  return (
    <div class="person-actions">
      {tile.isHost ? (
        <Action id="unmake-host" onClick={() => send({ type: 'hostClicked', leaf, isHost: false })}>
          {isSelf ? 'Step down as host' : 'Not host'}
        </Action>
      ) : (
        <Action id="make-host" onClick={() => send({ type: 'hostClicked', leaf, isHost: true })}>
          Make host
        </Action>
      )}
      {!isSelf && (
        <span class="split">
          <Action id="remove-button" onClick={() => remove(false)}>
            Remove
          </Action>
          <Action id="remove-and-change-button" title="Remove and change the link" onClick={() => remove(true)}>
            + new link
          </Action>
        </span>
      )}
    </div>
  );
}

interface ActionProps {
  readonly id: string;
  readonly title?: string;
  readonly onClick: () => void;
  readonly children: string;
}

function Action({ id, title, onClick, children }: ActionProps): JSX.Element {
  return (
    <button type="button" class="text-button" data-testid={id} title={title} aria-label={title} onClick={onClick}>
      {children}
    </button>
  );
}

function Devices({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { microphone, camera } = state.devices;
  return (
    <div class="devices">
      {microphone.choices.length > 1 && <Choice kind="microphone" device={microphone} send={send} />}
      {camera.choices.length > 1 && <Choice kind="camera" device={camera} send={send} />}
      <label class="toggle">
        <input
          type="checkbox"
          data-testid="chimes-switch"
          checked={state.hasChimes}
          onChange={() => send({ type: 'chimesToggled' })}
        />
        <span>A short tone when somebody knocks, comes or goes</span>
      </label>
    </div>
  );
}
