// Shapes of foreign JSON. A shape takes an unknown value and returns a typed one or throws
// Malformed; only parse.ts catches it. Records refuse fields they do not know and fields missing.
import { fromBase64Url } from '../base/base64url';

export class Malformed extends Error {}

export type Shape<T> = (value: unknown) => T;
export type Shaped<S> = S extends Shape<infer T> ? T : never;

export function integer(least: number, most: number): Shape<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new Malformed('not an integer');
    if (value < least || value > most) throw new Malformed('integer out of range');
    return value;
  };
}

export function string(lengthMax: number): Shape<string> {
  return (value) => {
    if (typeof value !== 'string') throw new Malformed('not a string');
    if (value.length > lengthMax) throw new Malformed('string too long');
    return value;
  };
}

export const boolean: Shape<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new Malformed('not a boolean');
  return value;
};

export function bytes(lengthMax: number): Shape<Uint8Array> {
  const text = string(Math.ceil((lengthMax * 4) / 3));
  return (value) => {
    const decoded = fromBase64Url(text(value));
    if (decoded === undefined) throw new Malformed('not base64url');
    return decoded;
  };
}

export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new Malformed('unknown word');
    return word;
  };
}

export function list<T>(shape: Shape<T>, lengthMax: number): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Malformed('not a list');
    if (value.length > lengthMax) throw new Malformed('list too long');
    return value.map((item: unknown) => shape(item));
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Recorded<F extends Fields> = { readonly [K in keyof F]: Shaped<F[K]> };

export function record<const F extends Fields>(fields: F): Shape<Recorded<F>> {
  const names = Object.keys(fields);
  return (value) => {
    const source = entries(value);
    if (source.size !== names.length) throw new Malformed('missing or unknown field');
    const shaped = names.map((name) => [name, read(fields, source, name)] as const);
    return Object.fromEntries(shaped) as Recorded<F>;
  };
}

function read(fields: Fields, source: ReadonlyMap<string, unknown>, name: string): unknown {
  const shape = fields[name];
  if (shape === undefined || !source.has(name)) throw new Malformed(`missing field ${name}`);
  return shape(source.get(name));
}

export function entries(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed('not an object');
  }
  return new Map(Object.entries(value));
}
