import type { JSX } from 'preact';
import { displayName } from '../base/names';
import type { Place } from '../meeting/layout';
import type { Tile } from '../meeting/tiles';
import type { Trouble } from '../meeting/trouble';
import { words } from '../text/catalogue';
import { Emblem } from './emblem';
import { CameraIcon, KeyIcon, LockIcon, MicrophoneIcon, PinIcon, WarningIcon } from './icons';
import { Picture } from './picture';
import type { Send } from './send';
import { HandMark, TileReactions } from './reactions';
import { comparedText, sealText, troubleTexts, warningText } from './sentences';

interface Props {
  readonly place: Place;
  readonly epoch: number;
  readonly isPinned?: boolean;
  readonly send: Send;
}

/**
 * One person, or the screen they show. The name is that of the key that opened the frames, never of a
 * signalling message; it is drawn on demand only (PPL-7), and always there for screen readers.
 */
export function PersonTile({ place, epoch, isPinned = false, send }: Props): JSX.Element {
  const { tile, part, x, y, width, height } = place;
  const pin = () => send({ type: 'tilePinned', tile: tile.id });
  const isShown = tile.picture !== undefined && tile.seal !== 'shut';
  return (
    <article
      class={`tile in-${part} ${tile.source} ${tile.seal} ${tile.isSpeaking ? 'speaking' : ''}`}
      style={{ '--x': `${x}px`, '--y': `${y}px`, '--width': `${width}px`, '--height': `${height}px` }}
      data-testid={testIdOf(tile)}
      data-id={tile.id}
      data-part={part}
      data-speaking={tile.isSpeaking}
      data-leaf={tile.leaf}
      data-name={tile.name}
      data-self={tile.isSelf}
      data-seal={tile.seal}
      data-microphone={tile.isMicrophoneOn}
      data-camera={tile.isCameraOn}
      data-frames-decoded={tile.framesDecoded}
      data-samples-received={tile.samplesReceived}
      data-host={tile.isHost}
      data-paused={tile.isPaused}
      data-silent={tile.isSilent}
      data-compared={tile.isCompared}
      aria-label={describe(tile)}
      tabIndex={-1}
      onDblClick={pin}
    >
      {tile.picture !== undefined && isShown ? (
        <Picture
          track={tile.picture}
          isMirrored={tile.isSelf && tile.source === 'camera'}
          isWhole={tile.source === 'screen'}
          aspect={width / Math.max(1, height)}
        />
      ) : (
        <Absent tile={tile} />
      )}
      {!tile.isGone && <Seal tile={tile} epoch={epoch} />}
      <Plate tile={tile} />
      <Pin name={tile.isSelf ? words().tile.you : displayName(tile.name)} isPinned={isPinned} onClick={pin} />
      <HandMark place={tile.handPlace} />
      <TileReactions tile={tile} />
      {tile.trouble !== undefined && tile.trouble !== 'coming' && <TroubleLine tile={tile} trouble={tile.trouble} />}
    </article>
  );
}

function testIdOf(tile: Tile): string {
  if (tile.isGone) return 'lost-tile';
  return tile.source === 'camera' ? 'tile' : 'share-tile';
}

function Plate({ tile }: { tile: Tile }): JSX.Element {
  const texts = words().tile;
  return (
    <footer class="plate">
      {!tile.isMicrophoneOn && tile.source === 'camera' && <MicrophoneIcon isOff />}
      <span class="on-demand">
        {!tile.isCameraOn && <CameraIcon isOff />}
        <span class="name" dir="auto">
          {tile.isSelf ? texts.you : displayName(tile.name)}
        </span>
        {tile.isHost && <span class="host-mark">{texts.host}</span>}
        {!tile.isSelf && !tile.isGone && <Identity tile={tile} />}
      </span>
    </footer>
  );
}

interface PinProps {
  readonly name: string;
  readonly isPinned: boolean;
  readonly onClick: () => void;
}

function Pin({ name, isPinned, onClick }: PinProps): JSX.Element {
  const { look } = words();
  const text = (isPinned ? look.unpin : look.pin)(name);
  return (
    <button type="button" class="pin" data-testid="pin" aria-pressed={isPinned} aria-label={text} title={text} onClick={onClick}>
      <PinIcon />
    </button>
  );
}

/** Whether one knows who this is: by comparing codes, and by a name that could mislead. */
function Identity({ tile }: { tile: Tile }): JSX.Element {
  const text = [comparedText(tile.isCompared), ...tile.warnings.map(warningText)].join('. ');
  return (
    <span class={`identity ${tile.isCompared ? 'compared' : ''}`} title={text} role="img" aria-label={text}>
      <KeyIcon isOff={!tile.isCompared} />
      {tile.warnings.length > 0 && <WarningIcon />}
    </span>
  );
}

/** What is wrong on this side is said once, above the bar: a tile only shows that it is concerned. */
function TroubleLine({ tile, trouble }: { tile: Tile; trouble: Trouble }): JSX.Element {
  const [what, why = ''] = troubleTexts(trouble, displayName(tile.name));
  const isOurs = trouble === 'server' || trouble === 'path';
  return (
    <p class={`silence ${isOurs ? 'ours' : ''}`} data-testid="trouble" data-trouble={trouble} title={`${what} ${why}`.trim()}>
      <WarningIcon />
      <span>
        {what} {why !== '' && <span class="why">{why}</span>}
      </span>
    </p>
  );
}

function Absent({ tile }: { tile: Tile }): JSX.Element {
  const texts = words().tile;
  return (
    <div class="absent">
      <Emblem name={tile.name} />
      {tile.isSelf && tile.isCameraOn && <p class="waiting">{texts.cameraClosing}</p>}
      {tile.isPaused && <p class="waiting">{words().share.pausedBy(displayName(tile.name))}</p>}
      {tile.trouble === 'coming' && <p class="waiting">{texts.troubles.coming()}</p>}
    </div>
  );
}

function Seal({ tile, epoch }: { tile: Tile; epoch: number }): JSX.Element {
  const text = sealText(tile.seal, tile.isSelf, epoch);
  return (
    <span class="seal" data-testid="seal" title={text} role="img" aria-label={text}>
      {tile.seal === 'shut' ? <WarningIcon /> : <LockIcon />}
    </span>
  );
}

function describe(tile: Tile): string {
  const texts = words().tile;
  if (tile.source === 'screen') return words().look.screenOf(tile.name);
  const who = tile.isSelf ? texts.you : tile.name;
  const microphone = tile.isMicrophoneOn ? texts.microphoneOn : texts.muted;
  const camera = tile.isCameraOn ? texts.cameraOn : texts.cameraOff;
  const role = tile.isHost ? [texts.host] : [];
  return texts.list([who, ...role, microphone, camera]);
}
