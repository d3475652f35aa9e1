// The keys of the room, wherever the focus is but in a field.
import { useEffect, useRef } from 'preact/hooks';
import { eventOf, shortcutOf } from '../meeting/shortcuts';
import type { MeetingState } from '../meeting/state';
import type { Send } from './send';

export function useKeys(state: MeetingState, send: Send): void {
  const latest = useRef(state);
  latest.current = state;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const wanted = eventOf(latest.current, pressOf(event));
      if (wanted === undefined) return;
      event.preventDefault();
      send(wanted);
    };
    const up = (event: KeyboardEvent) => {
      const does = shortcutOf(event);
      if (does === 'names') letGo();
      if (does === 'talk') stopTalking(event);
    };
    const stopTalking = (event?: KeyboardEvent) => {
      if (!latest.current.setup.isPushToTalk) return;
      if (event !== undefined && !isOnControl()) event.preventDefault(); // it would press a button
      send({ type: 'talkHeld', isHeld: false });
    };
    const letGo = () => {
      if (latest.current.view.areNamesHeld) send({ type: 'namesHeld', isHeld: false });
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    const leaveKeys = () => {
      letGo(); // the key may come up in another window
      stopTalking();
    };
    window.addEventListener('blur', leaveKeys);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', leaveKeys);
    };
  }, [send]);
}

function pressOf(event: KeyboardEvent) {
  return {
    key: event.key,
    code: event.code,
    isRepeated: event.repeat,
    isCombined: event.ctrlKey || event.altKey || event.metaKey,
    isTyping: isField(event.target),
    isOnControl: isOnControl(),
    tile: tileInQuestion(),
  };
}

function isOnControl(): boolean {
  return document.activeElement?.matches(':is(button, a, summary, input, select):focus-visible') === true;
}

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The tile with the focus before the one that is pointed at. */
function tileInQuestion(): string | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('.tile');
  return (focused ?? document.querySelector<HTMLElement>('.tile:hover'))?.dataset['id'];
}
