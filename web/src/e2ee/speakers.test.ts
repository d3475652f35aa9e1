import { expect, test } from 'vitest';
import { Speakers } from './speakers';

function setUp() {
  const log: string[] = [];
  const speakers = new Speakers((leaf, isSpeaking) => log.push(`${leaf} ${isSpeaking ? 'on' : 'off'}`));
  return { log, speakers };
}

test('whoever speaks is told once, however many frames say so', () => {
  const { log, speakers } = setUp();
  for (let now = 0; now < 100_000; now += 20_000) speakers.hear(3, true, now);
  expect(log).toEqual(['3 on']);
});

test('a pause within a sentence changes nothing, a longer one ends it', () => {
  const { log, speakers } = setUp();
  speakers.hear(3, true, 0);
  for (let now = 20_000; now < 600_000; now += 20_000) speakers.hear(3, false, now);
  expect(log).toEqual(['3 on']);
  speakers.hear(3, false, 600_000);
  expect(log).toEqual(['3 on', '3 off']);
});

test('nobody speaks whose frames stop coming, nor anybody of another meeting', () => {
  const { log, speakers } = setUp();
  speakers.hear(1, true, 0);
  speakers.hear(2, true, 300_000);
  speakers.wake(600_000);
  expect(log).toEqual(['1 on', '2 on', '1 off']);
  speakers.clear();
  expect(log.at(-1)).toBe('2 off');
});
