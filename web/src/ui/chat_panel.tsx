// What people write, ask and offer, line by line. The list follows the newest line while one looks at it.
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { displayName } from '../base/names';
import { type Line, type LineGroup, lineGroups } from '../meeting/chat';
import { mayI } from '../meeting/permissions';
import type { MeetingState } from '../meeting/state';
import { timeOf, words } from '../text/catalogue';
import { Composer } from './composer';
import { Emblem } from './emblem';
import { FileCard } from './files';
import { Panel } from './panel';
import { PollCard } from './polls';
import { QuoteView } from './quote';
import { SaidWords } from './said_words';
import type { Send } from './send';
import { ReplyIcon } from './talk_icons';

const shownAtOnce = 200; // of up to 2,000; the rest for who asks for it
const nearPixels = 60;

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function ChatPanel({ state, send }: Props): JSX.Element {
  const { chat } = words();
  return (
    <Panel title={chat.title} id="chat-panel" send={send}>
      <div class="talk">
        <Lines state={state} send={send} />
        <Composer state={state} send={send} />
      </div>
    </Panel>
  );
}

function Lines({ state, send }: Props): JSX.Element {
  const { lines } = state.conversation;
  const { chat } = words();
  const [shown, setShown] = useState(shownAtOnce);
  const groups = useMemo(() => lineGroups(lines.slice(-shown)), [lines, shown]);
  const { list, isAway, follow, toNewest } = useNewest(lines.at(-1));
  return (
    <div class="lines-frame">
      <div class="lines" ref={list} onScroll={follow} tabIndex={0} role="log" aria-label={chat.lines}>
        <p class="quiet about">{chat.about}</p>
        {lines.length > shown && (
          <button type="button" class="text-button" onClick={() => setShown(shown + shownAtOnce)}>
            {chat.earlier}
          </button>
        )}
        <ol>
          {groups.map((group) => (
            <Group key={group.lines[0].key} group={group} state={state} send={send} />
          ))}
        </ol>
      </div>
      {isAway && (
        <button type="button" class="to-newest" onClick={toNewest}>
          {chat.toNewest}
        </button>
      )}
    </div>
  );
}

/** Stays with the newest line, unless this person looks at older ones; then says that there are new ones. */
function useNewest(newest: Line | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const [isAway, setAway] = useState(false);
  const toNewest = () => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
    setAway(false);
  };
  const follow = () => {
    if (list.current === null) return;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    isNear.current = scrollHeight - scrollTop - clientHeight < nearPixels;
    if (isNear.current) setAway(false);
  };
  useLayoutEffect(() => {
    if (isNear.current || newest?.author.isSelf === true) toNewest();
    else setAway(true);
  }, [newest?.key]);
  return { list, isAway, follow, toNewest };
}

function Group({ group, state, send }: Props & { readonly group: LineGroup }): JSX.Element {
  const { author, lines } = group;
  const { chat } = words();
  const [first] = lines;
  return (
    <li class={`group ${author.isSelf ? 'own' : ''}`}>
      {!author.isSelf && <Emblem name={author.name} class="mark" />}
      <div class="group-body">
        <p class="group-head">
          <bdi class="author">{author.isSelf ? chat.you : displayName(author.name)}</bdi>
          <time dateTime={new Date(first.time).toISOString()}>{timeOf(first.time)}</time>
        </p>
        {lines.map((line) => (
          <LineView key={line.key} line={line} state={state} send={send} />
        ))}
      </div>
    </li>
  );
}

function LineView({ line, state, send }: Props & { readonly line: Line }): JSX.Element {
  return (
    <div class="line-row" data-testid="line" data-kind={line.body.type} data-author={line.author.name} data-self={line.author.isSelf}>
      <Body line={line} state={state} send={send} />
      {mayI(state, 'chat') && <ReplyButton line={line} send={send} />}
    </div>
  );
}

function Body({ line: { id, body }, state, send }: Props & { readonly line: Line }): JSX.Element {
  switch (body.type) {
    case 'words':
      return (
        <div class="bubble">
          {body.quote && <QuoteView quote={body.quote} />}
          <SaidWords text={body.text} />
        </div>
      );
    case 'poll':
      return <PollCard id={id} state={state} send={send} />;
    case 'file':
      return <FileCard id={id} state={state} send={send} />;
  }
}

function ReplyButton({ line: { id, author }, send }: { line: Line; send: Send }): JSX.Element {
  const { chat } = words();
  const label = author.isSelf ? chat.replyToOwn : chat.replyTo(displayName(author.name));
  return (
    <button
      type="button"
      class="reply"
      data-testid="reply"
      aria-label={label}
      title={chat.reply}
      onClick={() => send({ type: 'replyChosen', to: id })}
    >
      <ReplyIcon />
    </button>
  );
}
