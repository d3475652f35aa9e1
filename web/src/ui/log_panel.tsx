// What happened, as this device learned it from the group's own history.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type LogRow, logRows } from '../meeting/log';
import type { MeetingState } from '../meeting/state';
import { timeOf, words } from '../text/catalogue';
import { logSentence } from './log_sentences';
import { Panel } from './panel';
import type { Send } from './send';

export function LogPanel({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { log } = words();
  const rows = useMemo(() => logRows(state.log), [state.log]);
  return (
    <Panel title={log.title} id="log-panel" send={send}>
      <p class="quiet">{log.about}</p>
      {rows.length === 0 && <p>{log.empty}</p>}
      <ol class="log">
        {rows.map((row, index) => (
          <Entry key={rows.length - index} row={row} />
        ))}
      </ol>
    </Panel>
  );
}

function Entry({ row }: { row: LogRow }): JSX.Element {
  const { kind, who, by, time } = row.line;
  return (
    <li class={`log-entry ${kind}`} data-testid="log-entry" data-kind={kind} data-who={who} data-by={by}>
      <time dateTime={new Date(time).toISOString()}>{timeOf(time)}</time>
      <span>{logSentence(row)}</span>
    </li>
  );
}
