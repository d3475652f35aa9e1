// The e2ee worker: connects the page's messages and the browser's script transforms to one
// Participant. Keys are born, used and wiped in here.
import { assertNever } from '../base/assert_never';
import wasmUrl from '../generated/e2ee.wasm?url';
import { Core } from './core';
import { VideoFrameLooker } from './frame_looker';
import type { KeyMessage, PageMessage, ScreenMessage, SourceKind, TransformOptions, WorkerMessage } from './messages';
import { Participant } from './participant';
import { ScreenWatch } from './screen_watch';
import { type EncodedFrame, SendStream } from './streams';

/** https://www.w3.org/TR/webrtc-encoded-transform: not in TypeScript's list for pages. */
interface ScriptTransformer {
  readonly options: TransformOptions;
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  sendKeyFrameRequest?: () => Promise<unknown>;
}

const now = () => performance.now() * 1000;
const post = (message: WorkerMessage) => self.postMessage(message);

const screen = new ScreenWatch({
  makeLooker: () => new VideoFrameLooker(),
  onHeld: (reason) => post({ type: 'screenHeld', reason }),
  now,
});

let lastWords = '';
let participant: Participant | undefined;
const started = startParticipant();

async function startParticipant(): Promise<Participant | undefined> {
  try {
    const response = await fetch(wasmUrl);
    const module = await WebAssembly.compile(await response.arrayBuffer());
    const core = await Core.load(module, (text) => (lastWords += text));
    participant = new Participant(core, { now, unixSeconds: () => Date.now() / 1000, post });
    setInterval(() => participant?.reportFrames(), reportIntervalMs);
    setInterval(() => participant?.listen(), listenIntervalMs);
    return participant;
  } catch {
    post({ type: 'failed', reason: 'core', text: lastWords || 'the encryption core did not load' });
    return undefined;
  }
}

const reportIntervalMs = 1000;
const listenIntervalMs = 200;

self.onmessage = ({ data }: MessageEvent<PageMessage>) => {
  if (isOfScreen(data)) watch(data);
  else receive(data);
};

function isOfScreen(message: PageMessage): message is ScreenMessage {
  return message.type === 'screenSeen' || message.type === 'screenHold' || message.type === 'screenOver';
}

function receive(message: KeyMessage): void {
  void started.then((ready) => ready?.receive(message));
}

function watch(message: ScreenMessage): void {
  switch (message.type) {
    case 'screenSeen':
      return screen.see(message.seen);
    case 'screenHold':
      return screen.see(undefined);
    case 'screenOver':
      return screen.forget();
    default:
      return assertNever(message);
  }
}

self.addEventListener('rtctransform', (event) => {
  const { transformer } = event as Event & { readonly transformer: ScriptTransformer };
  void started.then((ready) => {
    // Without a core nothing is connected: the frames stop here.
    if (ready !== undefined) connect(transformer, ready);
  });
});

function connect(transformer: ScriptTransformer, member: Participant): void {
  const through =
    transformer.options.direction === 'send'
      ? makeSender(transformer.options.kind, member)
      : makeReceiver(transformer.options.mid, transformer, member);
  // One frame after the other: the order in is the order out.
  transformer.readable
    .pipeThrough(through)
    .pipeTo(transformer.writable)
    .catch(() => undefined); // the sender or receiver is gone
}

type FrameStream = TransformStream<EncodedFrame, EncodedFrame>;

function makeSender(kind: SendStream['kind'], member: Participant): FrameStream {
  const stream = new SendStream(kind);
  member.addSender(stream);
  return new TransformStream({
    async transform(frame, controller) {
      if (!(await wasSeen(kind, frame))) return;
      if (await stream.transform(frame, member.framesToSend(kind))) controller.enqueue(frame);
    },
  });
}

/** Of one's screen only what was looked at leaves, and its sound with it. */
async function wasSeen(kind: SourceKind, frame: EncodedFrame): Promise<boolean> {
  if (kind === 'screen') return screen.admits(frame);
  return kind !== 'screen_audio' || screen.isOpen;
}

function makeReceiver(
  mid: string,
  transformer: ScriptTransformer,
  member: Participant,
): FrameStream {
  const events = {
    onSource: (slot: string, leaf: number, kind: SendStream['kind']) =>
      post({ type: 'slot', mid: slot, leaf, kind }),
    requestKeyFrame: () => void transformer.sendKeyFrameRequest?.().catch(() => undefined),
    onVoice: (leaf: number, isSpeaking: boolean) => member.hear(leaf, isSpeaking),
  };
  let stream: ReturnType<Participant['addReceiver']> | undefined;
  return new TransformStream({
    async transform(frame, controller) {
      stream ??= member.addReceiver(mid, frame instanceof RTCEncodedVideoFrame, events);
      if (await stream.transform(frame, member.activeFrames, now())) controller.enqueue(frame);
    },
  });
}
