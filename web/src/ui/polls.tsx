// A question to everybody: making one, voting, and how it stands.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MessageId } from '../meeting/conversation_events';
import { sameId } from '../meeting/chat';
import { present } from '../meeting/converse';
import { type Poll, pollLimits, pollResult } from '../meeting/polls';
import { mayI } from '../meeting/permissions';
import { type MeetingState, self } from '../meeting/state';
import { sendableLine } from '../base/sendable';
import { words } from '../text/catalogue';
import type { Send } from './send';

interface PollProps {
  readonly id: MessageId;
  readonly state: MeetingState;
  readonly send: Send;
}

export function PollCard({ id, state, send }: PollProps): JSX.Element {
  const { polls } = words();
  const poll = state.conversation.polls.find((one) => sameId(one.id, id));
  if (poll === undefined) return <p class="quiet">{polls.notKept}</p>;
  const result = pollResult(poll, present(state.members), self(state)?.connection);
  return (
    <section class="talk-card poll" data-testid="poll" data-closed={poll.isClosed} data-counts={result.counts.join(' ')}>
      <h3 dir="auto">{poll.question}</h3>
      <div class="poll-options">
        {poll.options.map((text, option) => (
          <Option
            key={option}
            text={text}
            count={result.counts[option] ?? 0}
            total={result.total}
            isOwn={result.own === option}
            isDisabled={poll.isClosed || !mayI(state, 'chat')}
            onClick={() => send({ type: 'voteClicked', poll: id, option })}
          />
        ))}
      </div>
      <footer class="talk-foot">
        <span>{[poll.isClosed ? polls.closed : [], polls.votes(result.total)].flat().join(' · ')}</span>
        {poll.isOwn && !poll.isClosed && <ClosePoll poll={poll} send={send} />}
      </footer>
    </section>
  );
}

function ClosePoll({ poll, send }: { poll: Poll; send: Send }): JSX.Element {
  return (
    <button
      type="button"
      class="text-button"
      data-testid="poll-close"
      onClick={() => send({ type: 'closePollClicked', poll: poll.id })}
    >
      {words().polls.close}
    </button>
  );
}

interface OptionProps {
  readonly text: string;
  readonly count: number;
  readonly total: number;
  readonly isOwn: boolean;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

function Option({ text, count, total, isOwn, isDisabled, onClick }: OptionProps): JSX.Element {
  const share = total === 0 ? 0 : count / total;
  return (
    <button
      type="button"
      class="poll-option"
      style={{ '--share': share }}
      data-testid="poll-option"
      aria-pressed={isOwn}
      disabled={isDisabled}
      onClick={onClick}
    >
      <span class="poll-text" dir="auto">
        {text}
      </span>
      <span class="poll-count">{count}</span>
    </button>
  );
}

/** In UTF-8 a character has four bytes at most: so many always fit. */
const questionCharactersMax = pollLimits.questionBytesMax / 4;
const optionCharactersMax = pollLimits.optionBytesMax / 4;

export function PollMaker({ send, onDone }: { send: Send; onDone: () => void }): JSX.Element {
  const [question, setQuestion] = useState('');
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const { polls } = words();
  const answers = options.map(sendableLine).filter((option) => option !== '');
  const isReady = sendableLine(question) !== '' && answers.length >= pollLimits.optionsMin;
  const ask = (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    send({ type: 'pollMade', question: sendableLine(question), options: answers });
    onDone();
  };
  return (
    <form class="poll-maker" data-testid="poll-maker" onSubmit={ask}>
      <Field id="poll-question" label={polls.question} value={question} max={questionCharactersMax} onInput={setQuestion} />
      {options.map((option, index) => (
        <Field
          key={index}
          id={`poll-answer-${index + 1}`}
          label={polls.option(index + 1)}
          value={option}
          max={optionCharactersMax}
          onInput={(text) => setOptions(options.with(index, text))}
        />
      ))}
      {options.length < pollLimits.optionsMax && (
        <button type="button" class="text-button" data-testid="poll-add" onClick={() => setOptions([...options, ''])}>
          {polls.addOption}
        </button>
      )}
      <div class="ask-actions">
        <button type="submit" class="small primary" data-testid="poll-ask" disabled={!isReady}>
          {polls.ask}
        </button>
        <button type="button" class="small secondary" onClick={onDone}>
          {polls.cancel}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly onInput: (text: string) => void;
}

function Field({ id, label, value, max, onInput }: FieldProps): JSX.Element {
  return (
    <input
      type="text"
      dir="auto"
      data-testid={id}
      aria-label={label}
      placeholder={label}
      autocomplete="off"
      maxLength={max}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
