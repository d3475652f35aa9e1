// What a language other than English has to bring.
import type { Catalogue } from './catalogue';
import { english } from './en';

/** Areas so new that they are said in English everywhere. */
type Untranslated = 'share';

/** One area of a language: all of it, and nothing else. */
export type Area<Name extends keyof Catalogue> = Catalogue[Name];

export function complete(areas: Omit<Catalogue, Untranslated>): Catalogue {
  return { ...english, ...areas };
}
