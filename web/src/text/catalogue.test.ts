import { expect, test } from 'vitest';
import { momentOf, sizeOf, timeOf, words } from './catalogue';
import { english } from './en';
import { formatsOf } from './formats';

test('until another is chosen the page speaks English', () => {
  expect(words()).toBe(english);
});

test('every problem of a device has a sentence that names the device', () => {
  for (const say of Object.values(english.devices.problems)) {
    expect(say('camera')).toContain('camera');
    expect(say('microphone')).toContain('microphone');
  }
});

test('counts take the form of their language', () => {
  const { peopleCount } = english.room;
  expect([0, 1, 2, 21].map(peopleCount)).toEqual(['0 people', '1 person', '2 people', '21 people']);
  const { plural } = formatsOf('ar');
  const forms = { zero: '0', one: '1', two: '2', few: '3-10', many: '11-99', other: '100' };
  expect([0, 1, 2, 3, 11, 100].map((count) => plural(count, forms))).toEqual(['0', '1', '2', '3-10', '11-99', '100']);
  expect(plural(3, { other: 'some' })).toBe('some');
});

test('lists have the words of their language', () => {
  const { waitingTitle } = english.joining;
  expect(waitingTitle([])).toBe('Waiting for a host to let you in');
  expect(waitingTitle(['Ada'])).toBe('Waiting for Ada to let you in');
  expect(waitingTitle(['Ada', 'Bo'])).toBe('Waiting for Ada or Bo to let you in');
  expect(waitingTitle(['Ada', 'Bo', 'Cy'])).toBe('Waiting for Ada or another host to let you in');
});

test('who is host is said from where the reader stands', () => {
  const { hosts } = english.room;
  expect(hosts(['Ada'], true)).toBe('you are host');
  expect(hosts(['Ada', 'Bo'], true)).toBe('you and Bo are hosts');
  expect(hosts(['Ada', 'Bo', 'Cy'], true)).toBe('you and 2 others are hosts');
  expect(hosts(['Ada'], false)).toBe('host: Ada');
  expect(hosts(['Ada', 'Bo'], false)).toBe('hosts: Ada, Bo');
});

test('moments are written as people write them', () => {
  expect(momentOf(1_800_000_000)).toContain('2027');
  expect(timeOf(1_800_000_000_000)).toMatch(/^\d\d:\d\d/);
});

test('sizes are in the units that people know', () => {
  expect([12, 3_400, 45_600, 3_000_000, 33_554_432].map(sizeOf)).toEqual(['12 byte', '3.4 kB', '46 kB', '3.0 MB', '34 MB']);
});
