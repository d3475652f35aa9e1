// Who is here, and what a host may do about it.
import type { JSX } from 'preact';
import { displayName } from '../base/names';
import { raisedHands } from '../meeting/hands';
import { type Tile, tileOf } from '../meeting/tiles';
import { type MeetingState, isHost } from '../meeting/state';
import { words } from '../text/catalogue';
import { Emblem } from './emblem';
import { Asking } from './asking';
import { CameraIcon, KeyIcon, MicrophoneIcon } from './icons';
import { Choice } from './device_check';
import { Panel } from './panel';
import { HandMark } from './reactions';
import type { Send } from './send';
import { comparedText, troubleTexts, warningText } from './sentences';

export function PeoplePanel({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const amHost = isHost(state);
  const { people } = words();
  return (
    <Panel title={people.title} id="people-panel" send={send}>
      <RaisedHands state={state} />
      <ul class="people">
        {state.members.map((member) => (
          <Person key={member.leaf} tile={tileOf(state, member)} state={state} amHost={amHost} send={send} />
        ))}
      </ul>
      <p class="quiet">{people.about}</p>
      <Devices state={state} send={send} />
    </Panel>
  );
}

function RaisedHands({ state }: { state: MeetingState }): JSX.Element | null {
  const raised = raisedHands(state);
  if (raised.length === 0) return null;
  return (
    <section class="raised">
      <h3>{words().hands.raised}</h3>
      <ol>
        {raised.map(({ leaf, name }, index) => (
          <li key={leaf} data-testid="raised" data-name={name}>
            <HandMark place={index + 1} />
            <span class="name" dir="auto">
              {displayName(name)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PersonProps {
  readonly tile: Tile;
  readonly state: MeetingState;
  readonly amHost: boolean;
  readonly send: Send;
}

function Person({ tile, state, amHost, send }: PersonProps): JSX.Element {
  const texts = words();
  return (
    <li
      class="person"
      data-testid="person"
      data-leaf={tile.leaf}
      data-name={tile.name}
      data-host={tile.isHost}
      data-silent={tile.isSilent}
      data-compared={tile.isCompared}
    >
      <div class="person-line">
        <Emblem name={tile.name} class="mark" />
        <span class="name" dir="auto">
          {displayName(tile.name)}
        </span>
        {tile.isSelf && <span class="quiet">{texts.people.you}</span>}
        {tile.isHost && <span class="tag host">{texts.people.host}</span>}
        <Signs tile={tile} />
      </div>
      {tile.warnings.map((warning) => (
        <p key={warning.type} class="name-warning" data-testid="name-warning">
          {warningText(warning)}
        </p>
      ))}
      {tile.isSilent && <p class="name-warning">{troubleTexts('silent', displayName(tile.name)).join(' ')}</p>}
      {amHost && <Actions tile={tile} state={state} send={send} />}
    </li>
  );
}

function Signs({ tile }: { tile: Tile }): JSX.Element {
  const compared = comparedText(tile.isCompared);
  const texts = words().tile;
  return (
    <span class="signs">
      {!tile.isSelf && (
        <span class={`sign ${tile.isCompared ? 'on' : ''}`} title={compared} role="img" aria-label={compared}>
          <KeyIcon isOff={!tile.isCompared} />
        </span>
      )}
      <span class={`sign ${tile.isMicrophoneOn ? 'on' : ''}`} title={tile.isMicrophoneOn ? texts.microphoneOn : texts.muted}>
        <MicrophoneIcon isOff={!tile.isMicrophoneOn} />
      </span>
      <span class={`sign ${tile.isCameraOn ? 'on' : ''}`} title={tile.isCameraOn ? texts.cameraOn : texts.cameraOff}>
        <CameraIcon isOff={!tile.isCameraOn} />
      </span>
    </span>
  );
}

function Actions({ tile, state, send }: Omit<PersonProps, 'amHost'>): JSX.Element {
  const { leaf, isSelf } = tile;
  const { people } = words();
  const remove = (doesChangeLink: boolean) => send({ type: 'removeClicked', leaf, doesChangeLink });
  return (
    <div class="person-actions">
      {tile.isHost ? (
        <Action id="unmake-host" onClick={() => send({ type: 'hostClicked', leaf, isHost: false })}>
          {isSelf ? people.stepDown : people.notHost}
        </Action>
      ) : (
        <Action id="make-host" onClick={() => send({ type: 'hostClicked', leaf, isHost: true })}>
          {people.makeHost}
        </Action>
      )}
      {!isSelf && (
        <span class="split">
          <Action id="remove-button" onClick={() => remove(false)}>
            {people.remove}
          </Action>
          <Action id="remove-and-change-button" title={people.removeAndChange} onClick={() => remove(true)}>
            {people.andNewLink}
          </Action>
        </span>
      )}
      {!isSelf && <Asking tile={tile} state={state} send={send} />}
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
    <button type="button" class="text-button" data-testid={id} title={title} onClick={onClick}>
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
        <span>{words().people.chimes}</span>
      </label>
    </div>
  );
}
