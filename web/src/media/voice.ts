// Whether one speaks oneself: the loudness of one's own open microphone, looked at many times a second.
// Nothing of it leaves but a yes or no, sealed inside the sound's own frames. A closed microphone has
// no meter (MUT-4): there is no track to listen to.

export interface Loudness {
  readonly isSpeaking: boolean;
  /** What the room sounds like when nobody speaks. */
  readonly floor: number;
  /** When it was loud last, and since when it has been, in milliseconds. */
  readonly loudAt: number;
  readonly loudSince: number;
}

export const silence: Loudness = { isSpeaking: false, floor: 0.004, loudAt: -Infinity, loudSince: Infinity };

const lookMs = 60;
const beginMs = 120; // a click of the keyboard is shorter
const pauseMs = 400; // between two words
const loudLeast = 0.012; // of full scale; quieter is nobody close to the microphone
const aboveFloor = 3;

/** After one more look: `level` is the root mean square of the last samples. */
export function afterLook(before: Loudness, level: number, time: number): Loudness {
  const isLoud = level > Math.max(loudLeast, before.floor * aboveFloor);
  const loudAt = isLoud ? time : before.loudAt;
  const isPause = time - loudAt > pauseMs;
  const loudSince = isPause ? Infinity : Math.min(before.loudSince, isLoud ? time : Infinity);
  const isSpeaking = !isPause && (before.isSpeaking || (isLoud && time - loudSince >= beginMs));
  return { isSpeaking, floor: floorAfter(before.floor, level), loudAt, loudSince };
}

/** Sinks at once, rises slowly: a fan that goes on becomes the floor, a sentence does not. */
function floorAfter(floor: number, level: number): number {
  return level < floor ? level : floor * 0.998 + level * 0.002;
}

export class VoiceMeter {
  private context: AudioContext | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private loudness = silence;

  constructor(private readonly onChange: (isSpeaking: boolean) => void) {}

  /** The microphone's track; null when it is closed. */
  listen(track: MediaStreamTrack | null): void {
    this.stop();
    if (track === null) return;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 2048 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.context = context;
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.take(afterLook(this.loudness, levelOf(samples), performance.now()));
    }, lookMs);
  }

  private take(next: Loudness): void {
    const hasChanged = next.isSpeaking !== this.loudness.isSpeaking;
    this.loudness = next;
    if (hasChanged) this.onChange(next.isSpeaking);
  }

  private stop(): void {
    clearInterval(this.timer);
    void this.context?.close();
    this.context = undefined;
    this.take(silence);
  }
}

function levelOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
