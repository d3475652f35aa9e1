// How the call fares, and why: from one look at the statistics to the next.
//
// A counter says little, the difference of two says what happened in between. Kept are the last few
// differences, so that a verdict does not jump with every second, and a minute of them for the plots.
import type { ReceivedMedia, SentMedia } from '../media/stats';
import type { SourceKind } from './state';

/** One look at the statistics. */
export interface Look {
  /** Milliseconds of any clock that only goes forward. */
  readonly time: number;
  readonly sent: SentMedia;
  readonly received: readonly ReceivedMedia[];
  readonly roundTripMs: number | undefined;
}

/** What happened between two looks. Rates of loss are 0 to 1. */
export interface Sample {
  readonly sentKbps: number;
  readonly receivedKbps: number;
  readonly sentLoss: number;
  readonly receivedLoss: number;
  readonly roundTripMs: number | undefined;
}

export interface StreamQuality {
  readonly mid: string;
  readonly framesPerSecond: number;
  readonly height: number;
  readonly lossRate: number;
  /** Of the sound that was played, how much was made up for want of packets. */
  readonly concealedRate: number;
}

export interface Quality {
  readonly last: Look | undefined;
  /** Oldest first. */
  readonly samples: readonly Sample[];
  readonly streams: readonly StreamQuality[];
}

export const unknownQuality: Quality = { last: undefined, samples: [], streams: [] };

export const samplesMax = 60;

export function withLook(quality: Quality, look: Look): Quality {
  const { last } = quality;
  if (last === undefined || look.time <= last.time) return { ...quality, last: look };
  const seconds = (look.time - last.time) / 1000;
  const before = new Map(last.received.map((stream) => [stream.mid, stream]));
  const pairs = look.received.flatMap((now) => {
    const was = before.get(now.mid);
    return was === undefined ? [] : [{ was, now }];
  });
  return {
    last: look,
    samples: [...quality.samples, sampleOf(last, look, pairs, seconds)].slice(-samplesMax),
    streams: pairs.map((pair) => streamOf(pair, seconds)),
  };
}

interface Pair {
  readonly was: ReceivedMedia;
  readonly now: ReceivedMedia;
}
type Counter = Exclude<keyof ReceivedMedia, 'mid'>;

const grown = ({ was, now }: Pair, counter: Counter) => Math.max(0, now[counter] - was[counter]);
const sumOf = (pairs: readonly Pair[], counter: Counter) =>
  pairs.reduce((sum, pair) => sum + grown(pair, counter), 0);
const share = (part: number, rest: number) => (part === 0 ? 0 : part / (part + rest));

function sampleOf(was: Look, now: Look, pairs: readonly Pair[], seconds: number): Sample {
  const kbps = (bytes: number) => (Math.max(0, bytes) * 8) / 1000 / seconds;
  return {
    sentKbps: kbps(now.sent.bytes - was.sent.bytes),
    receivedKbps: kbps(sumOf(pairs, 'bytesReceived')),
    sentLoss: now.sent.lossRate,
    receivedLoss: share(sumOf(pairs, 'packetsLost'), sumOf(pairs, 'packetsReceived')),
    roundTripMs: now.roundTripMs,
  };
}

function streamOf(pair: Pair, seconds: number): StreamQuality {
  const concealed = grown(pair, 'samplesConcealed');
  return {
    mid: pair.now.mid,
    framesPerSecond: grown(pair, 'framesDecoded') / seconds,
    height: pair.now.frameHeight,
    lossRate: share(grown(pair, 'packetsLost'), grown(pair, 'packetsReceived')),
    concealedRate: share(concealed, Math.max(0, grown(pair, 'samplesReceived') - concealed)),
  };
}

// ---- verdicts -------------------------------------------------------------------------------------

/**
 * What is soft and why. ownUpload and ownDownload: the network here. ownDevice: this machine cannot
 * encode more. theirs: one person's stream alone is soft, so it is their network or their camera.
 */
export type OwnCause = 'good' | 'ownUpload' | 'ownDownload' | 'ownDevice';
export type Cause = OwnCause | 'theirs';

const recent = 5; // samples that a verdict rests on
const lossMax = 0.05; // what repeated packets still mend without being seen
const roundTripMaxMs = 500; // more, and people talk over each other
const concealedMax = 0.1;
const fewFrames = 4; // a second
const heightShare = 0.6; // of what was asked for: less is seen

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export function ownCause({ samples, last }: Quality): OwnCause {
  const lately = samples.slice(-recent);
  if (lately.length < recent) return 'good'; // too early to say
  if (mean(lately.map((sample) => sample.receivedLoss)) > lossMax) return 'ownDownload';
  if (last?.sent.limitation === 'cpu') return 'ownDevice';
  const roundTrip = mean(lately.flatMap((sample) => sample.roundTripMs ?? []));
  const isUploadBad = mean(lately.map((sample) => sample.sentLoss)) > lossMax || roundTrip > roundTripMaxMs;
  return isUploadBad || last?.sent.limitation === 'bandwidth' ? 'ownUpload' : 'good';
}

/** A slot that carries somebody, and what was asked of it. */
export interface Carried {
  readonly mid: string;
  readonly leaf: number;
  readonly source: SourceKind;
  /** Pixels; 0 for sound. */
  readonly wishedHeight: number;
}

/** What is soft of one person as seen here. */
export function causeFor(quality: Quality, leaf: number, carried: readonly Carried[]): Cause {
  const soft = softLeaves(quality, carried);
  if (!soft.has(leaf)) return 'good';
  if (ownCause(quality) === 'ownDownload') return 'ownDownload';
  const everybody = new Set(carried.map((slot) => slot.leaf));
  return soft.size > 1 && soft.size === everybody.size ? 'ownDownload' : 'theirs';
}

function softLeaves({ streams }: Quality, carried: readonly Carried[]): ReadonlySet<number> {
  const byMid = new Map(streams.map((stream) => [stream.mid, stream]));
  const isSoft = (slot: Carried) => {
    const stream = byMid.get(slot.mid);
    return stream !== undefined && isStreamSoft(stream, slot);
  };
  return new Set(carried.filter(isSoft).map((slot) => slot.leaf));
}

function isStreamSoft(stream: StreamQuality, { source, wishedHeight }: Carried): boolean {
  if (source === 'microphone' || source === 'screen_audio') return stream.concealedRate > concealedMax;
  if (stream.height === 0) return false; // nothing yet: that is not softness
  const isSlow = source === 'camera' && stream.framesPerSecond < fewFrames;
  return isSlow || stream.lossRate > lossMax || stream.height < wishedHeight * heightShare;
}
