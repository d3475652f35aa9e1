// Safe from whom, at which layer: one line a layer, more a click deeper, then what the server holds,
// how the call fares, and a report of what does not work.
import type { JSX } from 'preact';
import { displayName } from '../base/names';
import { type Build, type Fact, type Layer, type LayerKind, layers } from '../meeting/layers';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { CameraIcon, DeviceIcon, KeyIcon, NetworkIcon, PeopleIcon } from './icons';
import { Panel } from './panel';
import { QualityCard } from './quality_card';
import { ReportCard } from './report_card';
import { SeenCard } from './seen_card';
import type { Send } from './send';
import { limitsOf } from './sentences';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function LayersPanel({ state, send }: Props): JSX.Element {
  const text = words().layers;
  return (
    <Panel title={text.title} id="layers-panel" send={send}>
      <p class="quiet">{text.intro}</p>
      <div class="layers">
        {layers(state).map((layer) => (
          <LayerRow key={layer.kind} layer={layer} state={state} send={send} />
        ))}
      </div>
      <QualityCard state={state} />
      <ReportCard state={state} />
    </Panel>
  );
}

function LayerRow({ layer, state, send }: Props & { layer: Layer }): JSX.Element {
  const text = words().layers;
  const own = text[layer.kind];
  return (
    <details class={`layer ${layer.standing}`} data-testid={`layer-${layer.kind}`} data-standing={layer.standing}>
      <summary>
        <span class="layer-icon">
          <LayerIcon kind={layer.kind} />
        </span>
        <span class="layer-head">
          <span class="layer-name">{own.name}</span>
          <span class="layer-gist">{gistOf(layer)}</span>
        </span>
        <span class="dot" role="img" aria-label={text.standing[layer.standing]} title={text.standing[layer.standing]} />
      </summary>
      <ul class="layer-facts">
        {layer.facts.map((fact, index) => (
          <FactLine key={index} fact={fact} />
        ))}
      </ul>
      {layer.kind === 'device' && <CheckButton build={state.build} send={send} />}
      {layer.kind === 'platform' && <SeenCard seen={state.seen} statement={state.statement} send={send} />}
      <dl class="from-whom">
        <dt>{text.safeFrom}</dt>
        <dd>{own.safe}</dd>
        <dt>{text.notFrom}</dt>
        {limitsOf(layer.kind).map((sentence) => (
          <dd key={sentence}>{sentence}</dd>
        ))}
      </dl>
    </details>
  );
}

function gistOf(layer: Layer): string {
  const text = words().layers;
  switch (layer.kind) {
    case 'network':
      return text.network.gist[layer.standing];
    case 'platform':
      return text.platform.gist[layer.standing];
    case 'device':
      return text.device.gist[layer.standing];
    case 'people':
      return text.people.gist[layer.standing];
    case 'room':
      return text.room.gist[layer.standing];
  }
}

function LayerIcon({ kind }: { kind: LayerKind }): JSX.Element {
  switch (kind) {
    case 'network':
      return <NetworkIcon />;
    case 'platform':
      return <KeyIcon />;
    case 'device':
      return <DeviceIcon />;
    case 'people':
      return <PeopleIcon />;
    case 'room':
      return <CameraIcon />;
  }
}

function FactLine({ fact }: { fact: Fact }): JSX.Element {
  return (
    <>
      {factTexts(fact).map((text) => (
        <li key={text} data-fact={fact.id} dir="auto">
          {text}
        </li>
      ))}
    </>
  );
}

function factTexts(fact: Fact): readonly string[] {
  const text = words().layers;
  switch (fact.id) {
    case 'path':
      return [text.path[fact.path]];
    case 'hop':
      return [text.hop(fact.version, fact.cipher), fact.isForwardSecret ? text.forwardSecret : text.notForwardSecret];
    case 'media':
      return [text.media(fact.cipher)];
    case 'route':
      return [text.route(fact.protocol)];
    case 'suite':
      return [text.suite];
    case 'epoch':
      return [text.epoch(fact.epoch, fact.members)];
    case 'compared':
      return [text.compared(fact.compared, fact.others)];
    case 'agreement':
      return [fact.alarms === 0 ? text.agreed : text.disagreed(fact.alarms)];
    case 'capture':
      return [text.capture[fact.what][fact.isOpen ? 'open' : 'closed']];
    case 'build':
      return buildTexts(fact.build);
    case 'here':
      return [text.here(fact.names.map(displayName))];
    case 'admitted':
      return [text.admitted(displayName(fact.who), displayName(fact.by))];
    case 'door':
      return [fact.isLocked ? text.door.locked : fact.hasWaitingRoom ? text.door.waitingRoom : text.door.open];
    case 'record':
      return [text.record];
    case 'shows':
      return [showsText(fact.isCameraOpen, fact.isMicrophoneOpen)];
  }
}

function showsText(isCameraOpen: boolean, isMicrophoneOpen: boolean): string {
  const { shows } = words().layers;
  if (isCameraOpen) return isMicrophoneOpen ? shows.both : shows.camera;
  return isMicrophoneOpen ? shows.microphone : shows.nothing;
}

function buildTexts(build: Build): readonly string[] {
  const text = words().layers;
  return 'hash' in build ? [text.build[build.type], `${text.buildHash}: ${build.hash}`] : [text.build[build.type]];
}

function CheckButton({ build, send }: { build: Build; send: Send }): JSX.Element {
  const text = words().layers;
  return (
    <div class="layer-act">
      <button
        type="button"
        class="text-button"
        data-testid="check-build"
        data-build={build.type}
        disabled={build.type === 'checking'}
        onClick={() => send({ type: 'checkBuildClicked' })}
      >
        {text.checkPage}
      </button>
      <p class="quiet">{text.buildAdvice}</p>
    </div>
  );
}
