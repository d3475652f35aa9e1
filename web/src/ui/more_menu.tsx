// The menu of the bar: how one looks at the meeting, and on a phone what the bar has no room for.
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useRef } from 'preact/hooks';
import type { UserEvent } from '../meeting/events';
import { layout } from '../meeting/layout';
import type { MeetingState } from '../meeting/state';
import type { Theme } from '../meeting/view';
import { words } from '../text/catalogue';
import { ApartIcon, FullScreenIcon, GridIcon, KeyIcon, KeyboardIcon, LinkIcon, MicrophoneIcon, NamesIcon, PeopleIcon, SelfIcon } from './icons';
import { LanguagePicker } from './language';
import { useFocus, useOutside } from './overlay';
import type { Send } from './send';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
}

export function MoreMenu({ state, send }: Props): JSX.Element {
  const menu = useRef<HTMLElement>(null);
  const close = useCallback(() => send({ type: 'overlayClosed' }), [send]);
  useOutside(menu, '[data-testid="more-button"]', close);
  useFocus(menu);
  const texts = words().look;
  const { view } = state;
  /** What a choice asks for, after which the menu has done its work. */
  const choose = (event: UserEvent) => () => {
    close();
    send(event);
  };
  return (
    <section class="menu scrolled" ref={menu} tabIndex={-1} data-testid="more-menu" aria-label={texts.more}>
      <NarrowItems state={state} choose={choose} />
      <Item id="arrangement" label={arrangementText(state)} shortcut="L" onClick={choose({ type: 'arrangementToggled' })}>
        <GridIcon />
      </Item>
      <Item id="names" label={texts.names} shortcut="N" isOn={view.hasNames} onClick={choose({ type: 'namesToggled' })}>
        <NamesIcon />
      </Item>
      <Item id="self" label={texts.hideSelf} isOn={view.isSelfHidden} onClick={choose({ type: 'selfHiddenToggled' })}>
        <SelfIcon />
      </Item>
      {view.canBeApart && (
        <Item id="apart" label={texts.apart} isOn={view.isApart} onClick={choose({ type: 'apartClicked' })}>
          <ApartIcon />
        </Item>
      )}
      <Item
        id="full-screen"
        label={state.isFullScreen ? words().room.window : words().room.fullScreen}
        isOn={state.isFullScreen}
        onClick={choose({ type: 'fullScreenClicked' })}
      >
        <FullScreenIcon isOn={state.isFullScreen} />
      </Item>
      <Item id="devices" label={words().devices.title} onClick={choose({ type: 'panelToggled', panel: 'devices' })}>
        <MicrophoneIcon />
      </Item>
      <hr />
      <Themes chosen={view.theme} send={send} />
      <LanguagePicker />
      <Item id="shortcuts" label={texts.shortcuts} shortcut="?" onClick={choose({ type: 'overlayToggled', overlay: 'shortcuts' })}>
        <KeyboardIcon />
      </Item>
    </section>
  );
}

/** What the bar shows where it is wide enough. */
function NarrowItems({ state, choose }: { state: MeetingState; choose: (event: UserEvent) => () => void }): JSX.Element {
  const { room } = words();
  return (
    <>
      <Item id="people" label={room.people} isNarrow onClick={choose({ type: 'panelToggled', panel: 'people' })}>
        <PeopleIcon />
      </Item>
      <Item id="safety" label={room.safetyCode} isNarrow onClick={choose({ type: 'panelToggled', panel: 'safety' })}>
        <KeyIcon />
      </Item>
      <Item id="copy-link" label={state.isLinkCopied ? room.copied : room.copyLink} isNarrow onClick={choose({ type: 'copyLinkClicked' })}>
        <LinkIcon />
      </Item>
      <hr class="narrow" />
    </>
  );
}

/** What the next click on it would show. */
export function arrangementText(state: MeetingState): string {
  const { toGallery, toSpeaker } = words().look;
  return layout(state).arrangement === 'gallery' ? toSpeaker : toGallery;
}

interface ItemProps {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string;
  /** For what is on or off. */
  readonly isOn?: boolean;
  readonly isNarrow?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function Item({ id, label, shortcut, isOn, isNarrow = false, onClick, children }: ItemProps): JSX.Element {
  return (
    <button
      type="button"
      class={`menu-item ${isNarrow ? 'narrow' : ''}`}
      data-testid={`menu-${id}`}
      aria-pressed={isOn}
      onClick={onClick}
    >
      {children}
      <span class="words">{label}</span>
      {shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd>}
      {isOn === true && <span class="dot" aria-hidden="true" />}
    </button>
  );
}

const themes: readonly Theme[] = ['device', 'light', 'dark'];

function Themes({ chosen, send }: { chosen: Theme; send: Send }): JSX.Element {
  const texts = words().look;
  return (
    <div class="choice-of" role="group" aria-label={texts.theme}>
      {themes.map((theme) => (
        <button
          key={theme}
          type="button"
          data-testid={`theme-${theme}`}
          aria-pressed={theme === chosen}
          onClick={() => send({ type: 'themeChosen', theme })}
        >
          {texts.themes[theme]}
        </button>
      ))}
    </div>
  );
}
