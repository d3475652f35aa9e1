import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Slot } from '../meeting/state';
import type { Send } from './send';

interface Props {
  readonly slots: readonly Slot[];
  readonly isBlocked: boolean;
  /** Where it sounds; empty: as the device has it. */
  readonly speaker: string;
  readonly send: Send;
}

/** Every receive slot for sound has one element for the whole meeting, so nothing ever restarts. */
export function Sounds({ slots, isBlocked, speaker, send }: Props): JSX.Element {
  const sounds = slots.filter((slot) => slot.kind === 'audio');
  return (
    <div hidden>
      {sounds.map((slot) => (
        <Sound key={slot.mid} track={slot.track} isBlocked={isBlocked} speaker={speaker} send={send} />
      ))}
    </div>
  );
}

type SoundProps = Omit<Props, 'slots'> & { readonly track: MediaStreamTrack };

function Sound({ track, isBlocked, speaker, send }: SoundProps): JSX.Element {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (element.current !== null) element.current.srcObject = new MediaStream([track]);
  }, [track]);
  useEffect(() => {
    if (isBlocked) return;
    element.current?.play().catch((error: unknown) => {
      const isForbidden = error instanceof DOMException && error.name === 'NotAllowedError';
      if (isForbidden) send({ type: 'soundBlocked' });
    });
  }, [track, isBlocked, send]);
  useEffect(() => {
    const output: Partial<HTMLAudioElement> | null = element.current; // not every browser can choose
    output?.setSinkId?.(speaker).catch(() => send({ type: 'speakerChosen', id: '' }));
  }, [speaker, send]);
  return <audio ref={element} autoplay />;
}
