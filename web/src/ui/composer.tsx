// Where a person writes. Enter sends, Shift and Enter begin another line.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sendableLines } from '../base/sendable';
import { bytesOf, excerpt, findLine, wordsBytesMax } from '../meeting/chat';
import { mayI } from '../meeting/permissions';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { CloseIcon } from './icons';
import { PollMaker } from './polls';
import { QuoteView } from './quote';
import type { Send } from './send';
import { forbiddenText } from './sentences';
import { ClipIcon, PollIcon, SendIcon } from './talk_icons';

const shownBytesLeft = 400;

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function Composer({ state, send }: Props): JSX.Element {
  const [isMakingPoll, setMakingPoll] = useState(false);
  const isAllowed = mayI(state, 'chat');
  if (isMakingPoll && isAllowed) return <PollMaker send={send} onDone={() => setMakingPoll(false)} />;
  const { chat } = words();
  const { draft } = state.conversation;
  const bytes = bytesOf(sendableLines(draft));
  const isReady = isAllowed && bytes > 0 && bytes <= wordsBytesMax;
  const say = (event: Event) => {
    event.preventDefault();
    if (isReady) send({ type: 'wordsSent' });
  };
  return (
    <form class="composer" data-testid="composer" onSubmit={say}>
      <Replied state={state} send={send} />
      <Field draft={draft} isAllowed={isAllowed} hint={hintOf(state)} send={send} onEnter={say} replyTo={state.conversation.replyTo} />
      <div class="composer-tools">
        <OfferFile state={state} send={send} />
        <Tool id="poll-button" label={words().polls.make} isDisabled={!isAllowed} onClick={() => setMakingPoll(true)}>
          <PollIcon />
        </Tool>
        <BytesLeft bytes={bytes} />
        <button
          type="submit"
          class="send"
          data-testid="chat-send"
          aria-label={chat.send}
          title={chat.send}
          disabled={!isReady}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

function hintOf(state: MeetingState): string {
  const { chat } = words();
  return mayI(state, 'chat') ? chat.field : forbiddenText(chat.forbidden, state.policy.permissions.chat);
}

function Replied({ state: { conversation }, send }: Props): JSX.Element | null {
  const line = conversation.replyTo && findLine(conversation.lines, conversation.replyTo);
  if (line === undefined) return null;
  return (
    <div class="replied" data-testid="replied">
      <QuoteView quote={{ name: line.author.name, text: excerpt(line) }} />
      <button
        type="button"
        class="close"
        aria-label={words().chat.dropReply}
        onClick={() => send({ type: 'replyChosen' })}
      >
        <CloseIcon />
      </button>
    </div>
  );
}

interface FieldProps {
  readonly draft: string;
  readonly isAllowed: boolean;
  readonly hint: string;
  readonly replyTo: unknown;
  readonly send: Send;
  readonly onEnter: (event: Event) => void;
}

/** As high as its words, up to a height; with a mouse at hand it has the focus at once. */
function Field({ draft, isAllowed, hint, replyTo, send, onEnter }: FieldProps): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    // Without a mouse a keyboard would cover what one came to read.
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [replyTo]);
  useLayoutEffect(() => {
    if (field.current === null) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [draft]);
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) onEnter(event);
  };
  return (
    <textarea
      ref={field}
      rows={1}
      dir="auto"
      data-testid="chat-field"
      aria-label={hint}
      placeholder={hint}
      disabled={!isAllowed}
      value={draft}
      onInput={(event) => send({ type: 'draftTyped', text: event.currentTarget.value })}
      onKeyDown={sendOnEnter}
    />
  );
}

function BytesLeft({ bytes }: { bytes: number }): JSX.Element {
  const { chat } = words();
  const left = wordsBytesMax - bytes;
  const text = left < 0 ? chat.tooLong : left < shownBytesLeft ? chat.bytesLeft(left) : '';
  return (
    <span class={`bytes-left ${left < 0 ? 'over' : ''}`} role="status" data-testid="bytes-left">
      {text}
    </span>
  );
}

function OfferFile({ state, send }: Props): JSX.Element {
  const { files } = words();
  const isAllowed = mayI(state, 'files');
  const label = isAllowed ? files.offer : forbiddenText(files.forbidden, state.policy.permissions.files);
  const input = useRef<HTMLInputElement>(null);
  const offer = () => {
    const chosen = Array.from(input.current?.files ?? []);
    if (input.current !== null) input.current.value = ''; // so that the same file can be chosen again
    if (chosen.length > 0) send({ type: 'filesChosen', files: chosen });
  };
  return (
    <>
      <Tool id="file-button" label={label} isDisabled={!isAllowed} onClick={() => input.current?.click()}>
        <ClipIcon />
      </Tool>
      <input ref={input} type="file" multiple hidden data-testid="file-input" onChange={offer} />
    </>
  );
}

interface ToolProps {
  readonly id: string;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
  readonly children: JSX.Element;
}

function Tool({ id, label, isDisabled, onClick, children }: ToolProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      data-testid={id}
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
