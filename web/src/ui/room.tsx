// Inside the meeting: the stage with its tiles, the bar below, a panel beside when asked for.
import type { ComponentChildren, JSX } from 'preact';
import { displayName } from '../base/names';
import { isCompared } from '../meeting/compared';
import { isAnyBroken, layers } from '../meeting/layers';
import { latestRow } from '../meeting/log';
import { awaitsLook } from '../meeting/share';
import { type MeetingState, type Panel, type Policy, hosts, isHost } from '../meeting/state';
import { productName, words } from '../text/catalogue';
import { AskCards } from './ask_card';
import { ChatPanel } from './chat_panel';
import { Controls } from './controls';
import { DevicesPanel } from './device_check';
import { useKeys } from './keys';
import { MoreMenu, arrangementText } from './more_menu';
import { ShortcutsDialog } from './shortcuts_dialog';
import { DoorIcon, GridIcon, Keyhole, KeyIcon, LayersIcon, LockIcon, LogIcon } from './icons';
import { Glimpse } from './glimpse';
import { KnockCard } from './knocks';
import { LayersPanel } from './layers_panel';
import { LogPanel } from './log_panel';
import { logSentence } from './log_sentences';
import { Notices } from './notices';
import { PeoplePanel } from './people_panel';
import { RulesPanel } from './rules_panel';
import type { Send } from './send';
import { chipText, doorText } from './sentences';
import { ShareBar } from './share_bar';
import { ShareCard } from './share_card';
import { Sounds } from './sound';
import { Stage } from './stage';
import { VerifyPanel } from './verify_panel';

export function Room({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  useKeys(state, send);
  const { overlay } = state.view;
  return (
    <main
      class={classOf(state)}
      data-testid="room"
      data-epoch={state.epoch}
      data-people={state.members.length}
      data-media={state.media}
      data-server={state.server}
      data-locked={state.policy.isLocked}
      data-waiting-room={state.policy.hasWaitingRoom}
      data-host={isHost(state)}
    >
      <TopLine state={state} send={send} />
      {!awaitsLook(state.share) && <ShareBar share={state.share} send={send} />}
      <Stage state={state} send={send}>
        {state.members.length === 1 && state.lost.length === 0 && <Invitation state={state} send={send} />}
      </Stage>
      {state.panel === 'layers' && <LayersPanel state={state} send={send} />}
      {state.panel === 'devices' && <DevicesPanel state={state} send={send} />}
      {state.panel === 'people' && <PeoplePanel state={state} send={send} />}
      {state.panel === 'chat' && <ChatPanel state={state} send={send} />}
      {state.panel === 'safety' && <VerifyPanel state={state} send={send} />}
      {state.panel === 'rules' && <RulesPanel state={state} send={send} />}
      {state.panel === 'log' && <LogPanel state={state} send={send} />}
      <KnockCard state={state} send={send} />
      <AskCards state={state} send={send} />
      <Glimpse state={state} send={send} />
      <Notices state={state} send={send} />
      <Controls state={state} send={send} />
      {overlay === 'more' && <MoreMenu state={state} send={send} />}
      {overlay === 'shortcuts' && <ShortcutsDialog send={send} />}
      <ShareCard state={state} send={send} />
      <Sounds slots={state.slots} isBlocked={state.isSoundBlocked} speaker={state.setup.speaker} send={send} />
    </main>
  );
}

function classOf(state: MeetingState): string {
  const panel = state.panel === 'none' ? [] : ['with-panel'];
  return ['room', ...panel, ...(hasNames(state) ? ['with-names'] : [])].join(' ');
}

/** Names are drawn for who asks (PPL-7); in panels, which are opened for them, always. */
function hasNames({ view }: MeetingState): boolean {
  return view.hasNames || view.areNamesHeld;
}

function TopLine({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { room } = words();
  return (
    <header class="top-line">
      <Keyhole />
      <span class="wordmark">{productName}</span>
      <span class="quiet" role="status">
        {room.peopleCount(state.members.length)}
      </span>
      <Hosts state={state} />
      <Latest state={state} />
      <span class="chips">
        {state.members.length > 2 && <ArrangementChip state={state} send={send} />}
        <Chip id="layers-button" panel="layers" text={layersChip(state)} state={state} send={send}>
          <LayersIcon />
        </Chip>
        <Chip id="rules-button" panel="rules" text={doorText(state.policy)} state={state} send={send}>
          <DoorSign policy={state.policy} />
        </Chip>
        <Chip id="log-button" panel="log" text={room.log} state={state} send={send}>
          <LogIcon />
        </Chip>
        <Chip id="not-compared" panel="safety" text={comparedChip(state)} state={state} send={send}>
          <KeyIcon />
        </Chip>
      </span>
    </header>
  );
}

/** What happened last, for screen readers, and with names on for the eye; the rest is in the log. */
function Latest({ state }: { state: MeetingState }): JSX.Element {
  const row = latestRow(state.log);
  return (
    <span class={hasNames(state) ? 'quiet latest' : 'heard-only'} role="log" data-testid="latest">
      {row && logSentence(row)}
    </span>
  );
}

function DoorSign({ policy }: { policy: Policy }): JSX.Element {
  if (policy.isLocked) return <LockIcon />;
  return policy.hasWaitingRoom ? <DoorIcon /> : <LockIcon isOpen />;
}

function Hosts({ state }: { state: MeetingState }): JSX.Element | null {
  const all = hosts(state);
  if (all.length === 0) return null;
  const inOrder = [...all.filter((host) => host.isSelf), ...all.filter((host) => !host.isSelf)];
  const names = inOrder.map((host) => displayName(host.name));
  const text = words().room.hosts(names, isHost(state));
  return (
    <span class={hasNames(state) ? 'quiet hosts' : 'heard-only'} data-testid="hosts" title={text}>
      {text}
    </span>
  );
}

function layersChip(state: MeetingState): string {
  const { chip } = words().layers;
  return isAnyBroken(layers(state)) ? chip.broken : chip.whole;
}

function comparedChip(state: MeetingState): string {
  const others = state.members.filter((member) => !member.isSelf);
  return chipText(others.filter((member) => isCompared(state, member)).length, others.length);
}

function ArrangementChip({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const text = arrangementText(state);
  return (
    <button
      type="button"
      class="chip"
      data-testid="arrangement-button"
      title={text}
      aria-label={text}
      onClick={() => send({ type: 'arrangementToggled' })}
    >
      <GridIcon />
    </button>
  );
}

interface ChipProps {
  readonly id: string;
  readonly panel: Exclude<Panel, 'none'>;
  readonly text: string;
  readonly state: MeetingState;
  readonly send: Send;
  readonly children: ComponentChildren;
}

function Chip({ id, panel, text, state, send, children }: ChipProps): JSX.Element {
  return (
    <button
      type="button"
      class="chip"
      data-testid={id}
      title={text}
      aria-label={text}
      aria-pressed={state.panel === panel}
      onClick={() => send({ type: 'panelToggled', panel })}
    >
      {children}
      <span class="chip-text" aria-hidden="true">
        {text}
      </span>
    </button>
  );
}

function Invitation({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { room } = words();
  return (
    <section class="invitation" data-testid="invitation">
      <h2>{room.aloneTitle}</h2>
      <p>{room.alone}</p>
      <button type="button" class="primary" onClick={() => send({ type: 'copyLinkClicked' })}>
        {state.isLinkCopied ? room.linkCopied : room.copyTheLink}
      </button>
    </section>
  );
}
