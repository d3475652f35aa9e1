// The keys of the room, wherever the focus is but in a field.
import { useEffect, useRef } from 'preact/hooks';
import { eventOf, isForTalking, shortcutOf } from '../meeting/shortcuts';
import type { MeetingState } from '../meeting/state';
import type { Send } from './send';

export function useKeys(state: MeetingState, send: Send): void {
  const latest = useRef(state);
  latest.current = state;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const press = pressOf(event);
      const wanted = eventOf(latest.current, press);
      if (wanted !== undefined || isForTalking(latest.current, press)) event.preventDefault();
      if (wanted !== undefined) send(wanted);
    };
    const up = (event: KeyboardEvent) => {
      const does = shortcutOf(event);
      if (does === 'names') letGo();
      if (isForTalking(latest.current, pressOf(event))) event.preventDefault(); // it would press a button
      if (does === 'talk') stopTalking();
    };
    const stopTalking = () => {
      if (latest.current.setup.isPushToTalk) send({ type: 'talkHeld', isHeld: false });
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
    isOnTick: isOnTick(),
    tile: tileInQuestion(),
  };
}

function isOnTick(): boolean {
  return document.activeElement?.matches('input:focus-visible') === true;
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
