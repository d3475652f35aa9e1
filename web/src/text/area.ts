// What a language other than English has to bring.
import type { Catalogue } from './catalogue';
import { english } from './en';

/** One area of it. */
export type Area<Name extends keyof Catalogue> = Part<Catalogue[Name]>;

/** Until every area is translated: what is missing is said in English. */
type Part<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof Text]?: Part<Text[Key]> };

export function complete(areas: Part<Catalogue>): Catalogue {
  return filled(english, areas) as Catalogue;
}

function filled(whole: object, part: object): object {
  const entries = Object.entries(whole).map(([key, text]: [string, unknown]) => {
    const own: unknown = (part as Readonly<Record<string, unknown>>)[key];
    if (own === undefined) return [key, text];
    const isGroup = typeof own === 'object' && own !== null && typeof text === 'object' && text !== null;
    return [key, isGroup ? filled(text, own) : own];
  });
  return Object.fromEntries(entries) as object;
}
