// Trying out one's own sound: a recording that stays in memory for as long as it plays, and a tone.

/** Ends early when the microphone is closed. */
export async function recordSound(track: MediaStreamTrack, milliseconds: number): Promise<ArrayBuffer> {
  const recorder = new MediaRecorder(new MediaStream([track]));
  const parts: Blob[] = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  const timer = setTimeout(() => {
    if (recorder.state !== 'inactive') recorder.stop();
  }, milliseconds);
  await ended;
  clearTimeout(timer);
  return new Blob(parts).arrayBuffer();
}

export async function playRecording(recording: ArrayBuffer, speaker: string): Promise<void> {
  await withOutput(speaker, async (context, output) => {
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(recording);
    source.connect(output);
    await play(source, source.buffer.duration);
  });
}

const toneSeconds = 1.2;
const toneHertz = 523.25;
const loudness = 0.12;

export async function playTone(speaker: string): Promise<void> {
  await withOutput(speaker, async (context, output) => {
    const tone = new OscillatorNode(context, { frequency: toneHertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.linearRampToValueAtTime(loudness, context.currentTime + 0.05);
    gain.gain.linearRampToValueAtTime(0, context.currentTime + toneSeconds);
    tone.connect(gain).connect(output);
    await play(tone, toneSeconds);
  });
}

export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/** An element, since that is what every browser that can lets choose where it sounds. */
async function withOutput(speaker: string, use: (context: AudioContext, output: AudioNode) => Promise<void>): Promise<void> {
  const context = new AudioContext();
  const output = new MediaStreamAudioDestinationNode(context);
  const element = new Audio();
  try {
    element.srcObject = output.stream;
    if (speaker !== '') await element.setSinkId(speaker);
    await element.play();
    await use(context, output);
  } finally {
    element.srcObject = null;
    void context.close();
  }
}

/** A sound card that stands still would never end it. */
async function play(source: AudioScheduledSourceNode, seconds: number): Promise<void> {
  const ended = new Promise((resolve) => (source.onended = resolve));
  const late = new Promise((resolve) => setTimeout(resolve, (seconds + 1) * 1000));
  source.start();
  await Promise.race([ended, late]);
}
