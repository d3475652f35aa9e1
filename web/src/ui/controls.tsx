import type { ComponentChildren, JSX } from 'preact';
import { displayName } from '../base/names';
import { mayI } from '../meeting/permissions';
import { isShareLit } from '../meeting/share';
import { sharerOf } from '../meeting/sharing';
import { type Device, type DeviceKind, type MeetingState, isLit } from '../meeting/state';
import { words } from '../text/catalogue';
import { CameraIcon, KeyIcon, LeaveIcon, LinkIcon, MicrophoneIcon, MoreIcon, PeopleIcon, ScreenIcon } from './icons';
import { ReactionsControl } from './reactions';
import type { Send } from './send';
import { ChatIcon, HandIcon } from './talk_icons';

export function Controls({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { look, room } = words();
  return (
    <nav class="controls" aria-label={room.controls}>
      <DeviceControl kind="microphone" device={state.devices.microphone} send={send} />
      <DeviceControl kind="camera" device={state.devices.camera} send={send} />
      <ShareControl state={state} send={send} />
      <span class="divider" />
      <ReactionsControl state={state} send={send} />
      <HandControl state={state} send={send} />
      <ChatControl state={state} send={send} />
      <Control
        id="people-button"
        label={room.people}
        kind="wide"
        isPressed={state.panel === 'people'}
        onClick={() => send({ type: 'panelToggled', panel: 'people' })}
      >
        <PeopleIcon />
        <span class="badge" data-count={state.members.length} />
      </Control>
      <Control
        id="safety-button"
        label={room.safetyCode}
        kind="wide"
        isPressed={state.panel === 'safety'}
        onClick={() => send({ type: 'panelToggled', panel: 'safety' })}
      >
        <KeyIcon />
      </Control>
      <Control
        id="copy-link-button"
        label={state.isLinkCopied ? room.copied : room.copyLink}
        kind="wide"
        onClick={() => send({ type: 'copyLinkClicked' })}
      >
        <LinkIcon />
      </Control>
      <Control
        id="more-button"
        label={look.more}
        isExpanded={state.view.overlay === 'more'}
        onClick={() => send({ type: 'overlayToggled', overlay: 'more' })}
      >
        <MoreIcon />
      </Control>
      <span class="divider" />
      <Control id="leave-button" label={room.leave} kind="leave" onClick={() => send({ type: 'leaveClicked' })}>
        <LeaveIcon />
      </Control>
    </nav>
  );
}

interface ControlProps {
  readonly id: string;
  readonly label: string;
  /** For screen readers, where they are told more. */
  readonly name?: string | undefined;
  /** wide: where the bar is narrow it is in the menu instead (see more_menu.tsx). */
  readonly kind?: string;
  readonly isPressed?: boolean;
  readonly isExpanded?: boolean;
  readonly isBusy?: boolean;
  /** There to be read, and not to be clicked now. */
  readonly isOff?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

export function Control(props: ControlProps): JSX.Element {
  const { id, label, name = label, kind = '', isPressed, isExpanded, isBusy, isOff, onClick, children } = props;
  return (
    <button
      type="button"
      class={`control ${kind}`}
      data-testid={id}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      aria-busy={isBusy}
      disabled={isOff}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <span class="disc">{children}</span>
      <span class="label" aria-hidden="true">
        {label}
      </span>
    </button>
  );
}

function HandControl({ state, send }: { state: MeetingState; send: Send }): JSX.Element | null {
  const { hands } = words();
  const isUp = state.conversation.isHandRaised;
  if (!mayI(state, 'reactions')) return null;
  return (
    <Control
      id="hand-button"
      label={isUp ? hands.lower : hands.raise}
      kind="hand"
      isPressed={isUp}
      onClick={() => send({ type: 'handToggled' })}
    >
      <HandIcon />
    </Control>
  );
}

function ChatControl({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { chat } = words();
  const { unread } = state.conversation;
  return (
    <Control
      id="chat-button"
      label={chat.button}
      name={unread === 0 ? chat.button : chat.unread(unread)}
      isPressed={state.panel === 'chat'}
      onClick={() => send({ type: 'panelToggled', panel: 'chat' })}
    >
      <ChatIcon />
      {unread > 0 && (
        <span
          class="badge unread"
          data-testid="unread"
          data-count={unread > unreadShownMax ? `${unreadShownMax}+` : unread}
        />
      )}
    </Control>
  );
}

const unreadShownMax = 99;

/** The lamp is what the tracks and the senders say, not what was clicked. */
export function DeviceControl({ kind, device, send }: { kind: DeviceKind; device: Device; send: Send }): JSX.Element {
  const lit = isLit(device);
  const isMicrophone = kind === 'microphone';
  const Icon = isMicrophone ? MicrophoneIcon : CameraIcon;
  return (
    <Control
      id={isMicrophone ? 'mute-button' : 'camera-button'}
      label={labelOf(isMicrophone, lit, device)}
      kind={lit ? 'lit' : 'dark'}
      isPressed={lit}
      isBusy={device.status === 'opening'}
      onClick={() => send({ type: 'deviceToggled', device: kind })}
    >
      <Icon isOff={!lit} />
    </Control>
  );
}

function ShareControl({ state, send }: { state: MeetingState; send: Send }): JSX.Element | null {
  const { share } = state;
  const lit = isShareLit(share);
  if (!share.isPossible && !lit) return null;
  const hindrance = lit ? undefined : hindranceOf(state);
  return (
    <Control
      id="share-button"
      label={lit ? words().share.stopSharing : words().share.share}
      name={hindrance && `${words().share.share}: ${hindrance}`}
      kind={lit ? 'lit' : ''}
      isPressed={lit}
      isOff={hindrance !== undefined}
      onClick={() => send({ type: 'shareClicked' })}
    >
      <ScreenIcon isOff={hindrance !== undefined} />
    </Control>
  );
}

/** Who or what keeps one from sharing now. */
function hindranceOf(state: MeetingState): string | undefined {
  const sharer = sharerOf(state);
  if (sharer !== undefined) return words().share.isSharing(displayName(sharer.name));
  return mayI(state, 'share') ? undefined : words().share.notAllowed;
}

function labelOf(isMicrophone: boolean, lit: boolean, device: Device): string {
  const { room } = words();
  if (device.status === 'opening') return room.opening;
  if (isMicrophone) return lit ? room.mute : room.unmute;
  return lit ? room.stopCamera : room.startCamera;
}
