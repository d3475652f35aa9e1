// The one RTCPeerConnection of a meeting, with its m-lines in the order of docs/protocol.md:
// microphone, camera, screen, screen audio, then receive slots.
//
// Invariants: every sender and every receiver has its transform in the same task in which it was
// made, so no frame passes in clear in either direction (Chromium wires a receiver without one past
// all transforms for good, and says nothing). A closed device is replaceTrack(null) and an inactive
// encoding: the first stops frames in every browser, the second what waits in the pacer. Neither
// stops what browsers fill up their path with to measure it, and that is the last packets of a video
// line once more; so a video line without a track is inactive as well, by a round with ourselves.
// Firefox begins a line that opens again with the last picture from before it was closed; a second
// round makes it take another encoder, by a change that means nothing else, and only that one gets
// the track.
import { countLines, withInactive, withWholeRtcp } from './answer';
import { type MediaKind, allowedCodecs, cameraLayers } from './codecs';
import { type MediaStats, readStats } from './stats';

export type Source = 'microphone' | 'camera' | 'screen' | 'screen_audio';

export type Transform =
  | { readonly direction: 'send'; readonly kind: Source }
  | { readonly direction: 'receive'; readonly mid: string };

export interface ReceiveSlot {
  readonly mid: string;
  readonly kind: MediaKind;
  readonly track: MediaStreamTrack;
}

/** How much of a source may be sent, at most. */
export interface Bounds {
  readonly maxFramerate: number;
  readonly maxBitrate: number;
}

export interface SessionOptions {
  readonly makeTransform: (transform: Transform) => RTCRtpScriptTransform;
  readonly onState: (state: RTCPeerConnectionState) => void;
}

export const firstSlots: Readonly<Record<MediaKind, number>> = { video: 9, audio: 8 };
const slotStep = 4;

const sendLines: readonly { readonly source: Source; readonly kind: MediaKind }[] = [
  { source: 'microphone', kind: 'audio' },
  { source: 'camera', kind: 'video' },
  { source: 'screen', kind: 'video' },
  { source: 'screen_audio', kind: 'audio' },
];
const pictures = sendLines.filter(({ kind }) => kind === 'video').map(({ source }) => source);

export class MediaSession {
  private readonly peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  private readonly lines = new Map<Source, RTCRtpTransceiver>();
  private readonly tracks = new Map<Source, MediaStreamTrack>(); // that are to be sent
  private readonly turned = new Set<Source>(); // whose encoder was replaced an odd number of times
  private readonly receivers: RTCRtpTransceiver[] = [];
  private readonly slotList: ReceiveSlot[] = [];
  private negotiation: Promise<unknown> = Promise.resolve();
  private answer = ''; // the server's last

  constructor(private readonly options: SessionOptions) {
    for (const line of sendLines) this.addSender(line.source, line.kind);
    this.addReceivers('video', firstSlots.video);
    this.addReceivers('audio', firstSlots.audio);
    this.peer.onconnectionstatechange = () => options.onState(this.peer.connectionState);
  }

  get slots(): readonly ReceiveSlot[] {
    return this.slotList;
  }

  /**
   * One round: our whole offer goes to `exchange`, which resolves to the server's answer. Rounds
   * follow each other; two never overlap.
   */
  negotiate(exchange: (offer: string) => Promise<string>, restartIce = false): Promise<void> {
    return this.follow(() => this.runRound(exchange, restartIce));
  }

  private follow(run: () => Promise<void>): Promise<void> {
    const round = this.negotiation.then(run);
    this.negotiation = round.catch(() => undefined);
    return round;
  }

  private async runRound(exchange: (offer: string) => Promise<string>, restartIce: boolean) {
    await this.peer.setLocalDescription(await this.peer.createOffer({ iceRestart: restartIce }));
    this.nameNewSlots();
    this.answer = await exchange(this.peer.localDescription?.sdp ?? '');
    await this.agree();
  }

  /** To what the server answered, but for the pictures that are not to be sent. */
  private async agree(): Promise<void> {
    const opening = pictures.filter((source) => this.tracks.has(source) && this.lines.get(source)?.currentDirection === 'inactive');
    const idle = pictures.filter((source) => !this.tracks.has(source));
    const answer = withWholeRtcp(this.answer, this.midsOf(this.turned));
    await this.peer.setRemoteDescription({ type: 'answer', sdp: withInactive(answer, this.midsOf(idle)) });
    if (opening.length === 0) return;
    for (const source of opening) if (!this.turned.delete(source)) this.turned.add(source);
    await this.agreeAgain();
  }

  private async agreeAgain(): Promise<void> {
    await this.peer.setLocalDescription(await this.peer.createOffer());
    await this.agree();
  }

  private midsOf(sources: Iterable<Source>): ReadonlySet<string> {
    return new Set([...sources].map((source) => this.lines.get(source)?.mid ?? ''));
  }

  /** Whether a picture's line is open as long as there is something to send. */
  private isSettled(source: Source): boolean {
    const isAnswered = countLines(this.answer) === this.peer.getTransceivers().length;
    if (!isAnswered || !pictures.includes(source)) return true; // a round is due, or this is sound
    return (this.lines.get(source)?.currentDirection === 'sendonly') === this.tracks.has(source);
  }

  /**
   * A track to send, or null to send nothing at all: that at once, since nothing in a queue may delay a mute. The line of
   * a picture is opened first, after the rounds that are on their way.
   */
  setTrack(source: Source, track: MediaStreamTrack | null, bounds?: Bounds): Promise<void> {
    const line = this.lines.get(source);
    if (line === undefined) return Promise.resolve();
    if (track === null) this.tracks.delete(source);
    else this.tracks.set(source, track);
    const isAtOnce = track === null || line.currentDirection !== 'inactive';
    const replaced = isAtOnce ? line.sender.replaceTrack(track) : undefined;
    return this.follow(async () => {
      await replaced;
      if (!this.tracks.has(source)) await setEncodings(line.sender, { active: false });
      if (!this.isSettled(source)) await this.agreeAgain();
      const sent = this.tracks.get(source);
      if (sent === undefined) return;
      await line.sender.replaceTrack(sent);
      await setEncodings(line.sender, { active: true, ...bounds });
    });
  }

  /** Makes room for this many streams, in steps of four; true when a new offer is due. */
  grow(wanted: Readonly<Record<MediaKind, number>>): boolean {
    const added = (['video', 'audio'] as const).map((kind) => {
      const missing = wanted[kind] - this.receivers.filter((r) => kindOf(r) === kind).length;
      if (missing > 0) this.addReceivers(kind, Math.ceil(missing / slotStep) * slotStep);
      return missing > 0;
    });
    return added.includes(true);
  }

  async stats(): Promise<MediaStats> {
    return readStats(await this.peer.getStats());
  }

  /** How much of a source has left so far. */
  bytesSent(stats: MediaStats, source: Source): number {
    return stats.bytesSent.get(this.lines.get(source)?.mid ?? '') ?? 0;
  }

  close(): void {
    this.peer.onconnectionstatechange = null;
    this.peer.close();
  }

  private addSender(source: Source, kind: MediaKind): void {
    const layers = source === 'camera' ? cameraLayers : [{}];
    const sendEncodings = layers.map((layer) => ({ ...layer, active: false }));
    const transceiver = this.peer.addTransceiver(kind, { direction: 'sendonly', sendEncodings });
    transceiver.sender.transform = this.options.makeTransform({ direction: 'send', kind: source });
    limitCodecs(transceiver, kind);
    this.lines.set(source, transceiver);
  }

  private addReceivers(kind: MediaKind, count: number): void {
    for (let i = 0; i < count; i++) {
      const transceiver = this.peer.addTransceiver(kind, { direction: 'recvonly' });
      const mid = this.midToCome(this.receivers.length);
      transceiver.receiver.transform = this.options.makeTransform({ direction: 'receive', mid });
      limitCodecs(transceiver, kind);
      this.receivers.push(transceiver);
    }
  }

  /** Browsers name their m-lines by counting; the name is needed before it is given. */
  private midToCome(receiverIndex: number): string {
    return String(sendLines.length + receiverIndex);
  }

  private nameNewSlots(): void {
    for (const transceiver of this.receivers.slice(this.slotList.length)) {
      const mid = this.midToCome(this.slotList.length);
      if (transceiver.mid !== mid) throw new Error('an m-line has another name than was foreseen');
      this.slotList.push({ mid, kind: kindOf(transceiver), track: transceiver.receiver.track });
    }
  }
}

function kindOf(transceiver: RTCRtpTransceiver): MediaKind {
  return transceiver.receiver.track.kind === 'audio' ? 'audio' : 'video';
}

async function setEncodings(sender: RTCRtpSender, change: RTCRtpEncodingParameters): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) Object.assign(encoding, change);
  await sender.setParameters(parameters);
}

function limitCodecs(transceiver: RTCRtpTransceiver, kind: MediaKind): void {
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  transceiver.setCodecPreferences(allowedCodecs(kind, codecs));
}
