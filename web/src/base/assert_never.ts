/** The end of every switch over a union: a new member of the union stops the build here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
