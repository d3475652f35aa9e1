// People who wait to be let in, for hosts. The names are what they say of themselves.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { displayName, nameWarnings } from '../base/names';
import { type Knocker, type MeetingState, type NameWarning, isHost } from '../meeting/state';
import { words } from '../text/catalogue';
import { DoorIcon } from './icons';
import type { Send } from './send';
import { warningText } from './sentences';

const shownAtOnce = 3; // more are a count, and a list for who asks for it

export function KnockCard({ state, send }: { state: MeetingState; send: Send }): JSX.Element | null {
  const { knocks } = state;
  if (knocks.length === 0 || !isHost(state)) return null;
  const names = state.members.map((member) => member.name);
  const texts = words().knocks;
  return (
    <section class="knock-card" data-testid="knock-card" data-count={knocks.length} aria-label={texts.door}>
      <header>
        <DoorIcon />
        <h2 role="status">{texts.count(knocks.length)}</h2>
        {knocks.length > 1 && <AdmitAll knocks={knocks} send={send} />}
      </header>
      {knocks.length > shownAtOnce ? (
        <details>
          <summary>{texts.showWho}</summary>
          <Knocks knocks={knocks} names={names} lost={state.lost} send={send} />
        </details>
      ) : (
        <Knocks knocks={knocks} names={names} lost={state.lost} send={send} />
      )}
    </section>
  );
}

function AdmitAll({ knocks, send }: { knocks: readonly Knocker[]; send: Send }): JSX.Element {
  const connections = knocks.map((knock) => knock.connection);
  return (
    <button
      type="button"
      class="small secondary"
      data-testid="knock-admit-all"
      onClick={() => send({ type: 'knocksAdmitted', connections })}
    >
      {words().knocks.admitAll}
    </button>
  );
}

interface KnocksProps {
  readonly knocks: readonly Knocker[];
  /** Of the people inside. */
  readonly names: readonly string[];
  readonly lost: MeetingState['lost'];
  readonly send: Send;
}

function Knocks({ knocks, names, lost, send }: KnocksProps): JSX.Element {
  const warnings = useMemo(() => warningsOf(knocks, names), [knocks, names.join('\n')]);
  return (
    <ul>
      {knocks.map((knock) => (
        <Knock
          key={knock.connection}
          knock={knock}
          isReturning={lost.some((person) => person.name === knock.name)}
          warnings={warnings.get(knock) ?? []}
          send={send}
        />
      ))}
    </ul>
  );
}

/** Of each knocker against everybody inside and everybody else at the door. */
function warningsOf(knocks: readonly Knocker[], inside: readonly string[]) {
  return new Map(
    knocks.map((knock) => {
      const beside = knocks.filter((other) => other !== knock).map((other) => other.name);
      return [knock, nameWarnings(knock.name, [...inside, ...beside])];
    }),
  );
}

interface KnockProps {
  readonly knock: Knocker;
  /** Somebody of that name vanished within the last minute. */
  readonly isReturning: boolean;
  readonly warnings: readonly NameWarning[];
  readonly send: Send;
}

function Knock({ knock, isReturning, warnings, send }: KnockProps): JSX.Element {
  const connections = [knock.connection];
  const name = displayName(knock.name);
  const texts = words().knocks;
  return (
    <li class="knock" data-testid="knock" data-name={knock.name} data-connection={knock.connection}>
      <p class="knock-name">
        <strong dir="auto">{name}</strong>
        <span class="tag">{texts.unverified}</span>
      </p>
      {isReturning && (
        <p class="quiet" data-testid="knock-returning">
          {texts.mayBeBack}
        </p>
      )}
      {knock.invite !== '' && <p class="quiet">{texts.withInvite(displayName(knock.invite))}</p>}
      {warnings.map((warning) => (
        <p key={warning.type} class="name-warning" data-testid="name-warning">
          {warningText(warning)}
        </p>
      ))}
      <div class="knock-actions">
        <button
          type="button"
          class="small primary"
          data-testid="knock-admit"
          aria-label={texts.admitName(name)}
          onClick={() => send({ type: 'knocksAdmitted', connections })}
        >
          {texts.admit}
        </button>
        <button
          type="button"
          class="small secondary"
          data-testid="knock-deny"
          aria-label={texts.denyName(name)}
          onClick={() => send({ type: 'knocksDenied', connections })}
        >
          {texts.deny}
        </button>
      </div>
    </li>
  );
}
