// What the browser says happened, taken from getStats: the lamps and the tiles are drawn from this,
// never from what somebody meant to happen.

export interface ReceivedMedia {
  readonly mid: string;
  readonly framesDecoded: number;
  readonly samplesReceived: number;
  readonly samplesConcealed: number;
  readonly packetsReceived: number;
}

export interface MediaStats {
  /** Packets sent so far, by mid of the sending line, all simulcast layers together. */
  readonly packetsSent: ReadonlyMap<string, number>;
  readonly received: readonly ReceivedMedia[];
}

type Row = Readonly<Record<string, unknown>>;

export function readStats(report: { forEach(visit: (row: Row) => void): void }): MediaStats {
  const packetsSent = new Map<string, number>();
  const received: ReceivedMedia[] = [];
  report.forEach((row) => {
    const mid = typeof row['mid'] === 'string' ? row['mid'] : undefined;
    if (mid === undefined) return;
    if (row['type'] === 'outbound-rtp') {
      packetsSent.set(mid, (packetsSent.get(mid) ?? 0) + count(row, 'packetsSent'));
    } else if (row['type'] === 'inbound-rtp') {
      received.push(readReceived(mid, row));
    }
  });
  return { packetsSent, received };
}

function readReceived(mid: string, row: Row): ReceivedMedia {
  return {
    mid,
    framesDecoded: count(row, 'framesDecoded'),
    samplesReceived: count(row, 'totalSamplesReceived'),
    samplesConcealed: count(row, 'concealedSamples'),
    packetsReceived: count(row, 'packetsReceived'),
  };
}

function count(row: Row, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
}
