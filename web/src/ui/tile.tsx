import type { JSX } from 'preact';
import { displayName } from '../base/names';
import type { Place } from '../meeting/layout';
import type { Tile } from '../meeting/tiles';
import { words } from '../text/catalogue';
import { CameraIcon, KeyIcon, LockIcon, MicrophoneIcon, WarningIcon } from './icons';
import { initials, toneOf } from './initials';
import { Picture } from './picture';
import { comparedText, sealText, warningText } from './sentences';

interface Props {
  readonly place: Place;
  readonly epoch: number;
}

/** One person. The name is that of the key that opened the frames, never of a signalling message. */
export function PersonTile({ place, epoch }: Props): JSX.Element {
  const { tile, part, x, y, width, height } = place;
  const texts = words().tile;
  const isShown = tile.picture !== undefined && tile.seal !== 'shut';
  return (
    <article
      class={`tile ${part} tone-${toneOf(tile.name)} ${tile.seal} ${tile.isSpeaking ? 'speaking' : ''}`}
      style={{ '--x': `${x}px`, '--y': `${y}px`, '--width': `${width}px`, '--height': `${height}px` }}
      data-testid="tile"
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
      data-silent={tile.isSilent}
      data-compared={tile.isCompared}
      aria-label={describe(tile)}
    >
      {tile.picture !== undefined && isShown ? (
        <Picture track={tile.picture} isMirrored={tile.isSelf} aspect={width / Math.max(1, height)} />
      ) : (
        <Initials tile={tile} />
      )}
      <Seal tile={tile} epoch={epoch} />
      <footer class="plate">
        {!tile.isMicrophoneOn && <MicrophoneIcon isOff />}
        {!tile.isCameraOn && <CameraIcon isOff />}
        <span class="name" dir="auto">
          {tile.isSelf ? texts.you : displayName(tile.name)}
        </span>
        {tile.isHost && <span class="host-mark">{texts.host}</span>}
        {!tile.isSelf && <Identity tile={tile} />}
      </footer>
      {tile.isSilent && <Silence name={tile.name} />}
    </article>
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

function Silence({ name }: { name: string }): JSX.Element {
  const text = words().tile.silent(displayName(name));
  return (
    <p class="silence" data-testid="silence" title={text}>
      <WarningIcon />
      <span>{text}</span>
    </p>
  );
}

function Initials({ tile }: { tile: Tile }): JSX.Element {
  const texts = words().tile;
  return (
    <div class="initials">
      <span aria-hidden="true">{initials(tile.name)}</span>
      {tile.isCameraOn && tile.seal !== 'shut' && (
        <p class="waiting">{tile.isSelf ? texts.cameraClosing : texts.pictureComing}</p>
      )}
    </div>
  );
}

function Seal({ tile, epoch }: { tile: Tile; epoch: number }): JSX.Element {
  const text = sealText(tile.seal, tile.isSelf, epoch);
  return (
    <span class="seal" data-testid="seal" title={text} role="img" aria-label={text}>
      {tile.seal === 'shut' ? <WarningIcon /> : <LockIcon />}
      {tile.seal === 'shut' && <span class="seal-text">{words().tile.shut}</span>}
    </span>
  );
}

function describe(tile: Tile): string {
  const texts = words().tile;
  const who = tile.isSelf ? texts.you : tile.name;
  const microphone = tile.isMicrophoneOn ? texts.microphoneOn : texts.muted;
  const camera = tile.isCameraOn ? texts.cameraOn : texts.cameraOff;
  const role = tile.isHost ? [texts.host] : [];
  return texts.list([who, ...role, microphone, camera]);
}
