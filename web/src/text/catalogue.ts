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

/** By the name that its readers know it by. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  zh: '简体中文',
} as const;
export type Language = keyof typeof languages;

/** English is always here; every other language is fetched when somebody wants it. */
const loaders: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: () => Promise.resolve(english),
  de: async () => (await import('./de')).german,
  fr: async () => (await import('./fr')).french,
  es: async () => (await import('./es')).spanish,
  ar: async () => (await import('./ar')).arabic,
  zh: async () => (await import('./zh')).chinese,
};

interface Spoken {
  readonly language: Language;
  /** For moments: the language as it is written where the reader is. */
  readonly locale: string;
  readonly words: Catalogue;
}

const spoken = signal<Spoken>({ language: 'en', locale: 'en-GB', words: english });
let asked: Language = 'en'; // last: a catalogue that comes too late is not taken any more

/** Until its words are here the page goes on in the language it has. `wishes` say where the reader is. */
export async function speak(language: Language, wishes: readonly string[]): Promise<void> {
  asked = language;
  const words = await loaders[language]();
  if (asked === language) spoken.value = { language, locale: localeOf(language, wishes), words };
}

/** The first of a browser's languages, most wanted first, that this page speaks. */
export function preferredLanguage(wishes: readonly string[]): Language {
  return wishes.map(primaryOf).find(isLanguage) ?? 'en';
}

function primaryOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

export function language(): Language {
  return spoken.value.language;
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Digits are the same everywhere: those of codes and links are. */
function localeOf(language: Language, wishes: readonly string[]): string {
  const wish = wishes.find((tag) => primaryOf(tag) === language);
  return `${wish ?? language}-u-nu-latn`;
}

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
