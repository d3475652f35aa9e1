// The one RTCPeerConnection of a meeting, with its m-lines in the order of docs/protocol.md:
// microphone, camera, screen, screen audio, then receive slots.
//
// Invariants: every sender and every receiver has its transform in the same task in which it was
// made, so no frame passes in clear in either direction (Chromium wires a receiver without one past
// all transforms for good, and says nothing). A closed device is replaceTrack(null) and an inactive
// encoding: the first stops frames in every browser, the second what waits in the pacer, and padding.
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

export class MediaSession {
  private readonly peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  private readonly senders = new Map<Source, RTCRtpSender>();
  private readonly changes = new Map<Source, Promise<void>>();
  private readonly receivers: RTCRtpTransceiver[] = [];
  private readonly slotList: ReceiveSlot[] = [];
  private negotiation: Promise<unknown> = Promise.resolve();

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
    const round = this.negotiation.then(() => this.runRound(exchange, restartIce));
    this.negotiation = round.catch(() => undefined);
    return round;
  }

  private async runRound(exchange: (offer: string) => Promise<string>, restartIce: boolean) {
    await this.peer.setLocalDescription(await this.peer.createOffer({ iceRestart: restartIce }));
    this.nameNewSlots();
    const sdp = await exchange(this.peer.localDescription?.sdp ?? '');
    await this.peer.setRemoteDescription({ type: 'answer', sdp });
  }

  /** A track to send, or null to send nothing at all. Changes of one source follow each other. */
  setTrack(source: Source, track: MediaStreamTrack | null, bounds?: Bounds): Promise<void> {
    const sender = this.senders.get(source);
    if (sender === undefined) return Promise.resolve();
    const replaced = sender.replaceTrack(track); // at once: nothing in a queue may delay a mute
    const change = (this.changes.get(source) ?? Promise.resolve())
      .then(() => replaced)
      .then(() => setEncodings(sender, { active: track !== null, ...bounds }));
    this.changes.set(source, change.catch(() => undefined));
    return change;
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
    const sender = this.senders.get(source);
    const line = this.peer.getTransceivers().find((transceiver) => transceiver.sender === sender);
    return stats.bytesSent.get(line?.mid ?? '') ?? 0;
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
    this.senders.set(source, transceiver.sender);
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
