import { plural } from './formats';

export const knocks = {
  door: 'At the door',
  count: (count: number) => plural(count, { one: 'Somebody is at the door', other: `${count} at the door` }),
  admitAll: 'Admit all',
  showWho: 'Show who',
  unverified: 'unverified',
  withInvite: (label: string) => `With the invite for ${label}.`,
  mayBeBack:
    'Somebody of this name was here less than a minute ago and lost the connection. This may be them, or somebody who took the name.',
  admit: 'Admit',
  admitName: (name: string) => `Admit ${name}`,
  deny: 'Deny',
  denyName: (name: string) => `Deny ${name}`,
};
