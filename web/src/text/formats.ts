// What a catalogue needs to count and to list in its own language.

export interface Formats {
  /** The form that goes with a count; `other` where the language has no form of its own for it. */
  readonly plural: (count: number, forms: Forms) => string;
  /** "Ada, Bert and Cleo". */
  readonly and: (items: readonly string[]) => string;
  /** "Ada, Bert or Cleo". */
  readonly or: (items: readonly string[]) => string;
}

/** By the categories of Intl.PluralRules. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

export function formatsOf(locale: string): Formats {
  const rules = new Intl.PluralRules(locale);
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  return {
    plural: (count, forms) => forms[rules.select(count)] ?? forms.other,
    and: (items) => and.format(items),
    or: (items) => or.format(items),
  };
}
