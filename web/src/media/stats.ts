// What the browser says happened, taken from getStats: the lamps, the tiles and the layers panel are
// drawn from this, never from what somebody meant to happen.

export interface ReceivedMedia {
  readonly mid: string;
  readonly framesDecoded: number;
  /** Of the last decoded frame, in pixels; 0 for sound. */
  readonly frameHeight: number;
  readonly samplesReceived: number;
  readonly samplesConcealed: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly bytesReceived: number;
}

/** What keeps an encoder below what it was asked for. Firefox does not say. */
export type Limitation = 'none' | 'bandwidth' | 'cpu';

/** Of everything sent, all lines and layers together. */
export interface SentMedia {
  readonly bytes: number;
  /** Of what was sent lately, as the server reports: 0 to 1. */
  readonly lossRate: number;
  readonly limitation: Limitation;
}

/** The hop between this browser and the server. Empty texts: the browser does not say (yet). */
export interface HopStats {
  readonly dtlsVersion: string;
  readonly dtlsCipher: string;
  readonly srtpCipher: string;
  readonly protocol: string;
  readonly roundTripMs: number | undefined;
}

export interface MediaStats {
  /**
   * Payload sent so far, by mid of the sending line, all simulcast layers together. Chromium probes its
   * path by packets of mere padding, on closed lines too: they carry nothing, and do not count.
   */
  readonly bytesSent: ReadonlyMap<string, number>;
  readonly received: readonly ReceivedMedia[];
  readonly sent: SentMedia;
  readonly hop: HopStats;
}

type Row = Readonly<Record<string, unknown>>;

export function readStats(report: { forEach(visit: (row: Row) => void): void }): MediaStats {
  const rows: Row[] = [];
  report.forEach((row) => rows.push(row));
  const ofType = (type: string) => rows.filter((row) => row['type'] === type);
  return {
    bytesSent: readBytesSent(ofType('outbound-rtp')),
    received: ofType('inbound-rtp').filter(hasMid).map(readReceived),
    sent: readSent(ofType('outbound-rtp'), ofType('remote-inbound-rtp')),
    hop: readHop(rows, ofType('transport')),
  };
}

function readBytesSent(rows: readonly Row[]): ReadonlyMap<string, number> {
  const sent = new Map<string, number>();
  for (const row of rows.filter(hasMid)) {
    const mid = textOf(row, 'mid');
    sent.set(mid, (sent.get(mid) ?? 0) + count(row, 'bytesSent'));
  }
  return sent;
}

function readReceived(row: Row): ReceivedMedia {
  return {
    mid: textOf(row, 'mid'),
    framesDecoded: count(row, 'framesDecoded'),
    frameHeight: count(row, 'frameHeight'),
    samplesReceived: count(row, 'totalSamplesReceived'),
    samplesConcealed: count(row, 'concealedSamples'),
    packetsReceived: count(row, 'packetsReceived'),
    packetsLost: count(row, 'packetsLost'),
    bytesReceived: count(row, 'bytesReceived'),
  };
}

function readSent(outbound: readonly Row[], reports: readonly Row[]): SentMedia {
  const reasons = outbound.map((row) => row['qualityLimitationReason']);
  return {
    bytes: outbound.reduce((sum, row) => sum + count(row, 'bytesSent'), 0),
    lossRate: Math.max(0, ...reports.map((row) => count(row, 'fractionLost'))),
    limitation: (['cpu', 'bandwidth'] as const).find((reason) => reasons.includes(reason)) ?? 'none',
  };
}

function readHop(rows: readonly Row[], transports: readonly Row[]): HopStats {
  const transport = transports[0] ?? {};
  const byId = (id: unknown) => rows.find((row) => row['id'] === id) ?? {};
  const pair = byId(transport['selectedCandidatePairId']);
  const roundTrip = pair['currentRoundTripTime'];
  return {
    dtlsVersion: textOf(transport, 'tlsVersion'),
    dtlsCipher: textOf(transport, 'dtlsCipher'),
    srtpCipher: textOf(transport, 'srtpCipher'),
    protocol: textOf(byId(pair['localCandidateId']), 'protocol'),
    roundTripMs: typeof roundTrip === 'number' ? roundTrip * 1000 : undefined,
  };
}

const hasMid = (row: Row) => typeof row['mid'] === 'string';

function count(row: Row, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
}

function textOf(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}
