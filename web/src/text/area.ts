import type { Catalogue } from './catalogue';

/** One area of a language other than English: every text of it, and nothing else. */
export type Area<Name extends keyof Catalogue> = Catalogue[Name];
