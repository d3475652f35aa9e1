import { expect, test } from 'vitest';
import { latestRow, logRows } from './log';
import type { LogKind, LogLine } from './state';

const line = (kind: LogKind, who: string, time = 0): LogLine => ({ epoch: 1, kind, who, by: '', time });

test('the newest line is first', () => {
  const rows = logRows([line('started', 'Ada', 1), line('admitted', 'Bo', 2)]);
  expect(rows.map((row) => row.line.time)).toEqual([2, 1]);
});

test('renewed keys in a row are one row that names everybody once', () => {
  const rows = logRows([
    line('started', 'Ada'),
    line('keysRenewed', 'Ada', 1),
    line('keysRenewed', 'Bo', 2),
    line('keysRenewed', 'Ada', 3),
    line('left', 'Bo', 4),
    line('keysRenewed', 'Ada', 5),
  ]);
  expect(rows.map((row) => row.line.kind)).toEqual(['keysRenewed', 'left', 'keysRenewed', 'started']);
  expect(rows[2]).toMatchObject({ renewedBy: ['Ada', 'Bo'], line: { time: 3 } });
});

test('no other lines are folded', () => {
  const removals = ['A', 'B', 'C'].map((who) => line('removed', who));
  expect(logRows(removals).map((row) => row.line.who)).toEqual(['C', 'B', 'A']);
});

test('the latest is what happened while we were here, and no mere renewal', () => {
  expect(latestRow([line('here', 'Ada')])).toBeUndefined();
  const log = [line('here', 'Ada'), line('admitted', 'Bo'), line('keysRenewed', 'Ada')];
  expect(latestRow(log)?.line.who).toBe('Bo');
});
