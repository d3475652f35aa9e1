import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../text/catalogue';

/** How loud an open microphone hears, drawn as it is heard. Without a track there is nothing to hear. */
export function Meter({ track }: { track: MediaStreamTrack }): JSX.Element {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => listen(track, (level) => bar.current?.style.setProperty('--level', level.toFixed(3))), [track]);
  return (
    <div class="meter" ref={bar} role="img" aria-label={words().devices.level} data-testid="meter">
      <span />
    </div>
  );
}

function listen(track: MediaStreamTrack, draw: (level: number) => void): () => void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  const samples = new Float32Array(analyser.fftSize);
  source.connect(analyser);
  let frame = 0;
  const look = () => {
    analyser.getFloatTimeDomainData(samples);
    draw(heightOf(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)));
    frame = requestAnimationFrame(look);
  };
  look();
  return () => {
    cancelAnimationFrame(frame);
    source.disconnect();
    void context.close();
  };
}

const quietest = -60; // decibels below full scale

/** As ears have it: by decibels. */
function heightOf(peak: number): number {
  const decibels = 20 * Math.log10(Math.max(peak, 1e-6));
  return Math.min(1, Math.max(0, 1 - decibels / quietest));
}
