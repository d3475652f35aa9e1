// Comparing: the code of the whole group, and who was compared with it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { displayName } from '../base/names';
import { wordsOf } from '../base/safety_words';
import { type Scan, codeText, isCompared } from '../meeting/compared';
import { type Member, type MeetingState, self } from '../meeting/state';
import { words } from '../text/catalogue';
import { Emblem } from './emblem';
import { KeyIcon } from './icons';
import { Panel } from './panel';
import { QrCode } from './qr';
import { Scanner } from './scan';
import type { Send } from './send';
import { facts, scanText } from './sentences';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function VerifyPanel({ state, send }: Props): JSX.Element {
  const { truths, verify } = words();
  const isEveryoneCompared = state.members.every((member) => member.isSelf || isCompared(state, member));
  return (
    <Panel title={verify.title} id="safety-panel" send={send}>
      <Code state={state} />
      <p>
        {verify.meaning} <span class="quiet">{verify.epoch} <span data-testid="epoch">{state.epoch}</span>.</span>
      </p>
      {!isEveryoneCompared && <p class="warning">{truths.notCompared}</p>}
      <p class="quiet">{verify.advice}</p>
      <People state={state} send={send} />
      <Devices state={state} send={send} />
      <ul class="facts">
        {facts().map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}

// ---- the code -------------------------------------------------------------------------------------

function Code({ state }: { state: MeetingState }): JSX.Element {
  const { verify } = words();
  const [isInWords, setInWords] = useState(false);
  return (
    <div class="code-box">
      {isInWords ? <Words numbers={state.safetyWords} /> : <Digits code={state.safetyCode} />}
      <button
        type="button"
        class="switch"
        data-testid="safety-switch"
        aria-pressed={isInWords}
        onClick={() => setInWords(!isInWords)}
      >
        {isInWords ? verify.inDigits : verify.inWords}
      </button>
    </div>
  );
}

function Digits({ code }: { code: string }): JSX.Element {
  const groups = code.match(/.{1,5}/g) ?? [];
  return (
    <p class="safety-code" data-testid="safety-code" data-code={code} aria-label={groups.join(' ')}>
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}

function Words({ numbers }: { numbers: readonly number[] }): JSX.Element {
  const code = wordsOf(numbers);
  return (
    <ol class="safety-words" data-testid="safety-words" data-words={code.join(' ')}>
      {code.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}

// ---- the people -----------------------------------------------------------------------------------

function People({ state, send }: Props): JSX.Element | null {
  const others = state.members.filter((member) => !member.isSelf);
  if (others.length === 0) return null;
  return (
    <ul class="verify-people">
      {others.map((member) => (
        <Person key={member.fingerprint} member={member} isMarked={isCompared(state, member)} send={send} />
      ))}
    </ul>
  );
}

function Person({ member, isMarked, send }: { member: Member; isMarked: boolean; send: Send }): JSX.Element {
  const { verify } = words();
  const toggle = () => send({ type: 'compareToggled', leaf: member.leaf, isCompared: !isMarked });
  return (
    <li
      data-testid="verify-person"
      data-name={member.name}
      data-compared={isMarked}
    >
      <Emblem name={member.name} class="mark" />
      <span class="who">
        <span class="name" dir="auto">
          {displayName(member.name)}
        </span>
        <span class="quiet">{isMarked ? verify.isCompared : verify.isNotCompared}</span>
      </span>
      <button
        type="button"
        class={`compare ${isMarked ? 'on' : ''}`}
        data-testid="verify-mark"
        aria-pressed={isMarked}
        title={verify.markName(displayName(member.name))}
        onClick={toggle}
      >
        {isMarked ? verify.marked : verify.mark}
      </button>
    </li>
  );
}

// ---- from device to device ------------------------------------------------------------------------

function Devices({ state, send }: Props): JSX.Element {
  const { verify } = words();
  const [isShown, setShown] = useState(false);
  const own = self(state);
  return (
    <section class="code-exchange">
      <h3>{verify.sideBySide}</h3>
      <p class="quiet">{verify.exchange}</p>
      <div class="code-actions">
        <button
          type="button"
          class="secondary"
          data-testid="verify-show-qr"
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          <KeyIcon />
          {isShown ? verify.hideCode : verify.showCode}
        </button>
        <Scanner
          onStart={() => {
            setShown(false);
            send({ type: 'scanStarted' });
          }}
          onRead={(text) => send({ type: 'codeScanned', text })}
        />
      </div>
      {isShown && own !== undefined && (
        <QrCode text={codeText(own.fingerprint, state.safetyCode)} label={verify.myCode} />
      )}
      {state.scan !== undefined && <ScanResult scan={state.scan} />}
    </section>
  );
}

function ScanResult({ scan }: { scan: Scan }): JSX.Element {
  const isGood = scan.outcome === 'marked';
  return (
    <p
      class={`scan-result ${scan.outcome}`}
      data-testid="scan-result"
      data-outcome={scan.outcome}
      role={isGood ? 'status' : 'alert'}
    >
      {scanText(scan)}
    </p>
  );
}
