// Everything that a person reads or a screen reader speaks comes from here, in the language of this
// moment. Views ask for it while they draw, so another language draws them anew. The state holds
// kinds and names, never sentences: what happened before a change of language is told in the new one.
import { signal } from '@preact/signals';
import { english } from './en';

/** The shape of English without its words: what every language has to have, no more and no less. */
export type Catalogue = Shape<typeof english>;
type Shape<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof Text]: Shape<Text[Key]> };

/** The same in every language. */
export const productName = 'Conclave';

interface Spoken {
  /** For moments: the language as it is written where the reader is. */
  readonly locale: string;
  readonly words: Catalogue;
}

const spoken = signal<Spoken>({ locale: 'en-GB', words: english });

export function words(): Catalogue {
  return spoken.value.words;
}

/** A time of day, of milliseconds since 1970. */
export function timeOf(unixMs: number): string {
  return new Intl.DateTimeFormat(spoken.value.locale, { hour: '2-digit', minute: '2-digit' }).format(unixMs);
}

/** The size of a file, in the units that people know. */
export function sizeOf(bytes: number): string {
  const [amount, unit] = bytes < 1_000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const digits = amount < 10 && unit !== 'byte' ? 1 : 0;
  const format = { style: 'unit', unit, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(spoken.value.locale, format).format(amount);
}

/** A day and its time, of seconds since 1970. */
export function momentOf(unixSeconds: number): string {
  const format = new Intl.DateTimeFormat(spoken.value.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(unixSeconds * 1000);
}
