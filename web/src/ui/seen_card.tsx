// What the server holds, as it says itself: asked for by a click, drawn field by field.
import type { JSX } from 'preact';
import type { MeetingState, SeenField, Statement } from '../meeting/state';
import { timeOf, words } from '../text/catalogue';
import type { Send } from './send';

interface Props {
  readonly seen: MeetingState['seen'];
  readonly statement: MeetingState['statement'];
  readonly send: Send;
}

const groups = ['you', 'meeting', 'server'] as const;

export function SeenCard({ seen, statement, send }: Props): JSX.Element {
  const text = words().seen;
  return (
    <section class="card" data-testid="seen">
      <h3>{text.title}</h3>
      <p class="quiet">{text.intro}</p>
      {seen.length > 0 && groups.map((group) => <Group key={group} group={group} seen={seen} />)}
      {statement !== undefined && <Word statement={statement} />}
      <button type="button" class="text-button" data-testid="seen-ask" onClick={() => send({ type: 'inspectClicked' })}>
        {seen.length > 0 ? text.again : text.ask}
      </button>
    </section>
  );
}

function Word({ statement: { standing, time, evidence } }: { statement: Statement }): JSX.Element {
  const text = words().seen.statement;
  return (
    <>
      <p class="quiet" data-testid="statement" data-standing={standing}>
        {text[standing](timeOf(time))}
      </p>
      {evidence !== '' && (
        <details>
          <summary>{text.keep}</summary>
          <textarea class="report" readOnly dir="ltr" rows={6} aria-label={text.keep} data-testid="evidence" value={evidence} />
        </details>
      )}
    </>
  );
}

function Group({ group, seen }: { group: SeenField['group']; seen: Props['seen'] }): JSX.Element {
  const text = words().seen;
  return (
    <>
      <h4>{text.groups[group]}</h4>
      <dl class="seen">
        {seen
          .filter((field) => field.group === group)
          .map((field) => (
            <div key={field.name} data-field={field.name}>
              <dt>{nameOf(field)}</dt>
              <dd dir="ltr">{field.value === '' ? text.nothing : field.value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function nameOf(field: SeenField): string {
  const { names } = words().seen;
  switch (field.group) {
    case 'you':
      return names.you[field.name];
    case 'meeting':
      return names.meeting[field.name];
    case 'server':
      return names.server[field.name];
  }
}
