// The log as it is drawn: newest first, and runs of renewed keys in one row, since every member
// renews theirs every few minutes. The log itself is kept whole.
import type { LogLine } from './state';

export interface LogRow {
  readonly line: LogLine;
  /** Of a run of keysRenewed: whose. Empty for every other row. */
  readonly renewedBy: readonly string[];
}

export function logRows(log: readonly LogLine[]): readonly LogRow[] {
  const rows: LogRow[] = [];
  for (const line of log) {
    const last = rows.at(-1);
    const isRenewal = line.kind === 'keysRenewed';
    if (isRenewal && last?.line.kind === 'keysRenewed') {
      rows[rows.length - 1] = { line, renewedBy: withName(last.renewedBy, line.who) };
    } else {
      rows.push({ line, renewedBy: isRenewal ? [line.who] : [] });
    }
  }
  return rows.reverse();
}

/** What to tell at once: the last that happened while we were here, but for renewed keys. */
export function latestRow(log: readonly LogLine[]): LogRow | undefined {
  const line = log.findLast(({ kind }) => !quietKinds.has(kind));
  return line && { line, renewedBy: [] };
}

const quietKinds: ReadonlySet<LogLine['kind']> = new Set(['started', 'here', 'keysRenewed']);

function withName(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name];
}
