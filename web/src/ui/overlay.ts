// What every thing that opens above the room has in common.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** A click anywhere else closes it; its own button is left to open and close it. */
export function useOutside(inside: RefObject<HTMLElement>, button: string, close: () => void): void {
  useEffect(() => {
    const look = (event: Event) => {
      const { target } = event;
      if (!(target instanceof Element) || inside.current?.contains(target) === true) return;
      if (target.closest(button) === null) close();
    };
    document.addEventListener('pointerdown', look);
    return () => document.removeEventListener('pointerdown', look);
  }, [inside, button, close]);
}

/**
 * Takes the focus as it opens, unless something inside has taken it, and gives it back as it goes. In the same task as it
 * is drawn: a moment later somebody may be typing already.
 */
export function useFocus(inside: RefObject<HTMLElement>, first = inside): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    if (inside.current?.contains(document.activeElement) !== true) first.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [inside, first, before]);
}
