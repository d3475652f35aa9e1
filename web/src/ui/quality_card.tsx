// How the call fares in one sentence, and the last minute as small plots for who wants to see it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { displayName } from '../base/names';
import { type Sample, causeFor, ownCause, samplesMax } from '../meeting/quality';
import { carriedSlots } from '../meeting/slots';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';

export function QualityCard({ state }: { state: MeetingState }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const text = words().quality;
  return (
    <section class="card" data-testid="quality" data-cause={ownCause(state.quality)}>
      <h3>{text.title}</h3>
      {verdicts(state).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <button type="button" class="text-button" data-testid="quality-plots" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? text.hide : text.show}
      </button>
      {isOpen && <Plots samples={state.quality.samples} />}
    </section>
  );
}

function verdicts(state: MeetingState): readonly string[] {
  const text = words().quality;
  const own = ownCause(state.quality);
  const carried = carriedSlots(state.slots, state.wishes);
  const soft = state.members
    .filter((member) => causeFor(state.quality, member.leaf, carried) === 'theirs')
    .map((member) => displayName(member.name));
  return [...(own === 'good' && soft.length > 0 ? [] : [text[own]]), ...(soft.length > 0 ? [text.theirs(soft)] : [])];
}

function Plots({ samples }: { samples: readonly Sample[] }): JSX.Element {
  const text = words().quality;
  return (
    <div class="plots">
      <Plot name={text.sent} values={samples.map((sample) => sample.sentKbps)} least={200} say={text.kbps} />
      <Plot name={text.received} values={samples.map((sample) => sample.receivedKbps)} least={200} say={text.kbps} />
      <Plot name={text.lost} values={samples.map((sample) => sample.receivedLoss)} least={0.1} say={text.percent} />
      <Plot name={text.roundTrip} values={samples.flatMap((sample) => sample.roundTripMs ?? [])} least={100} say={text.milliseconds} />
    </div>
  );
}

interface PlotProps {
  readonly name: string;
  readonly values: readonly number[];
  /** The top of the scale at least, so that a quiet line is drawn as one. */
  readonly least: number;
  readonly say: (value: number) => string;
}

const height = 28;

function Plot({ name, values, least, say }: PlotProps): JSX.Element {
  const top = Math.max(least, ...values);
  const first = samplesMax - values.length;
  const points = values.map((value, index) => `${first + index},${(height - (value / top) * (height - 2) - 1).toFixed(1)}`);
  return (
    <figure class="plot">
      <figcaption>
        {name} <span>{say(values.at(-1) ?? 0)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${samplesMax - 1} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <polyline points={points.join(' ')} />
      </svg>
    </figure>
  );
}
