import type { JSX } from 'preact';
import type { Tile } from '../meeting/layout';
import { CameraIcon, LockIcon, MicrophoneIcon, WarningIcon } from './icons';
import { initials, toneOf } from './initials';
import { Picture } from './picture';
import { sealText } from './sentences';

interface Props {
  readonly tile: Tile;
  readonly epoch: number;
  readonly aspect: number;
  readonly isCorner?: boolean;
}

/** One person. The name is that of the key that opened the frames, never of a signalling message. */
export function PersonTile({ tile, epoch, aspect, isCorner = false }: Props): JSX.Element {
  const isShown = tile.picture !== undefined && tile.seal !== 'shut';
  return (
    <article
      class={`tile tone-${toneOf(tile.name)} ${isCorner ? 'corner' : ''} ${tile.seal}`}
      data-testid="tile"
      data-leaf={tile.leaf}
      data-name={tile.name}
      data-self={tile.isSelf}
      data-seal={tile.seal}
      data-microphone={tile.isMicrophoneOn}
      data-camera={tile.isCameraOn}
      data-frames-decoded={tile.framesDecoded}
      data-samples-received={tile.samplesReceived}
      aria-label={describe(tile)}
    >
      {tile.picture !== undefined && isShown ? (
        <Picture track={tile.picture} isMirrored={tile.isSelf} aspect={aspect} />
      ) : (
        <Initials tile={tile} />
      )}
      <Seal tile={tile} epoch={epoch} />
      <footer class="plate">
        {!tile.isMicrophoneOn && <MicrophoneIcon isOff />}
        {!tile.isCameraOn && <CameraIcon isOff />}
        <span class="name" dir="auto">
          {tile.isSelf ? 'You' : tile.name}
        </span>
      </footer>
    </article>
  );
}

function Initials({ tile }: { tile: Tile }): JSX.Element {
  return (
    <div class="initials">
      <span aria-hidden="true">{initials(tile.name)}</span>
      {tile.isCameraOn && tile.seal !== 'shut' && (
        <p class="waiting">{tile.isSelf ? 'The camera is closing' : 'The picture is on its way'}</p>
      )}
    </div>
  );
}

function Seal({ tile, epoch }: { tile: Tile; epoch: number }): JSX.Element {
  const text = sealText(tile.seal, tile.isSelf, epoch);
  return (
    <span class="seal" data-testid="seal" title={text} role="img" aria-label={text}>
      {tile.seal === 'shut' ? <WarningIcon /> : <LockIcon />}
      {tile.seal === 'shut' && <span class="seal-text">Cannot be opened</span>}
    </span>
  );
}

function describe(tile: Tile): string {
  const who = tile.isSelf ? 'You' : tile.name;
  const microphone = tile.isMicrophoneOn ? 'microphone on' : 'muted';
  const camera = tile.isCameraOn ? 'camera on' : 'camera off';
  return `${who}, ${microphone}, ${camera}`;
}
