// What stands for a person while there is no picture of them: a mark on a tone, both from the name.
// The same name has the same on every device, in the gallery and in the list of people, so one finds
// who is who; it is no name that a picture of the page would give away (PPL-7), and it proves nothing.
import type { JSX } from 'preact';
import { markOf, toneOf } from './tones';

export function Emblem({ name, class: more = '' }: { name: string; class?: string }): JSX.Element {
  return (
    <span class={`emblem tone-${toneOf(name)} ${more}`} aria-hidden="true" data-testid="emblem">
      <svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
        {marks[markOf(name, marks.length)]}
      </svg>
    </span>
  );
}

const marks: readonly JSX.Element[] = [
  <circle cx="20" cy="20" r="11" />,
  <path d="M25 8a12.500 12.500 0 1 0 7 19A11 11 0 0 1 25 8z" />,
  <path d="M20 6l12 14-12 14L8 20z" />,
  <path d="M10 8h20L10 32h20z" />,
  <path d="M6 17c4.700-5 9.300-5 14 0s9.300 5 14 0M6 26c4.700-5 9.300-5 14 0s9.300 5 14 0" />,
  <path d="M9 31V9a22 22 0 0 1 22 22z" />,
  <path d="M20 8v24M9.600 14l20.800 12M30.400 14L9.600 26" />,
  <path d="M20 8l13 23H7z" />,
  <path d="M8 30a12 12 0 0 1 24 0M14 30a6 6 0 0 1 12 0M20 10v.1" />,
  <path d="M20 7l11.300 6.500v13L20 33 8.700 26.500v-13z" />,
  <path d="M13 13v.1M27 13v.1M13 27v.1M27 27v.1M20 20v.1" stroke-width="6" />,
  <path d="M9 31C9 17 17 9 31 9c0 14-8 22-22 22zM9 31l12-12" />,
];

export const markCount = marks.length;
