// A report that its reader sees whole before it goes anywhere, and that goes nowhere by itself.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { report } from '../meeting/report';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';

export function ReportCard({ state }: { state: MeetingState }): JSX.Element {
  const [text, setText] = useState('');
  const [isCopied, setCopied] = useState(false);
  const say = words().report;
  const make = () => {
    setText(report(state, { browser: navigator.userAgent, cores: navigator.hardwareConcurrency }));
    setCopied(false);
  };
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <section class="card">
      <h3>{say.title}</h3>
      <p class="quiet">{say.intro}</p>
      {text !== '' && (
        <textarea class="report" data-testid="report" aria-label={say.title} readOnly rows={12} dir="ltr" value={text} />
      )}
      <button type="button" class="text-button" data-testid="report-make" onClick={make}>
        {say.make}
      </button>
      {text !== '' && (
        <button type="button" class="text-button" data-testid="report-copy" onClick={copy}>
          {isCopied ? say.copied : say.copy}
        </button>
      )}
    </section>
  );
}
