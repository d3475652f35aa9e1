// Short soft tones, made here: nothing is fetched. Quiet enough not to be heard through a microphone.
import type { Chime } from '../meeting/chimes';

const loudness = 0.045;
const noteSeconds = 0.16;
/** Hertz, one after the other. */
const notes: Readonly<Record<Chime, readonly number[]>> = {
  knock: [587.33, 587.33],
  join: [440, 587.33],
  leave: [587.33, 440],
};

let context: AudioContext | undefined;

export function playChime(chime: Chime): void {
  context ??= new AudioContext();
  const { currentTime, state } = context;
  // A browser that holds sound back would play them all at once later.
  if (state !== 'running') return void context.resume().catch(() => undefined);
  notes[chime].forEach((hertz, index) => playNote(context, hertz, currentTime + index * noteSeconds));
}

function playNote(at: AudioContext | undefined, hertz: number, begin: number): void {
  if (at === undefined) return;
  const tone = at.createOscillator();
  const gain = at.createGain();
  tone.frequency.value = hertz;
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(loudness, begin + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, begin + noteSeconds);
  tone.connect(gain).connect(at.destination);
  tone.start(begin);
  tone.stop(begin + noteSeconds);
}
