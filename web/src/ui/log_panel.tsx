// What happened, as this device learned it from the group's own history.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type LogRow, logRows } from '../meeting/log';
import type { MeetingState } from '../meeting/state';
import { logSentence } from './log_sentences';
import { Panel } from './panel';
import type { Send } from './send';

export function LogPanel({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const rows = useMemo(() => logRows(state.log), [state.log]);
  return (
    <Panel title="What happened" id="log-panel" send={send}>
      <p class="quiet">
        From the meeting’s keys, by this device’s clock. People choose their own names. It is gone when you leave.
      </p>
      {rows.length === 0 && <p>Nothing yet.</p>}
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
  const moment = new Date(time);
  return (
    <li class={`log-entry ${kind}`} data-testid="log-entry" data-kind={kind} data-who={who} data-by={by}>
      <time dateTime={moment.toISOString()}>
        {moment.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
      </time>
      <span>{logSentence(row)}</span>
    </li>
  );
}
