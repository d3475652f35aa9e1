import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Slot } from '../meeting/state';
import type { Send } from './send';

interface Props {
  readonly slots: readonly Slot[];
  readonly isBlocked: boolean;
  readonly send: Send;
}

/** Every receive slot for sound has one element for the whole meeting, so nothing ever restarts. */
export function Sounds({ slots, isBlocked, send }: Props): JSX.Element {
  const sounds = slots.filter((slot) => slot.kind === 'audio');
  return (
    <div hidden>
      {sounds.map((slot) => (
        <Sound key={slot.mid} track={slot.track} isBlocked={isBlocked} send={send} />
      ))}
    </div>
  );
}

function Sound({ track, isBlocked, send }: { track: MediaStreamTrack; isBlocked: boolean; send: Send }) {
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
  return <audio ref={element} autoplay />;
}
