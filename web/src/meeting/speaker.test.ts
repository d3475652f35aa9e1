import { expect, test } from 'vitest';
import { type Speaker, afterTime, afterVoice, amongThese, doesSpeak, nextChange, nobodySpeaks } from './speaker';

const own = 0;

/** Voices that begin or end at their times, with every moment looked at in between. */
function hear(...voices: readonly (readonly [leaf: number, from: number, to: number])[]) {
  const changes = voices.flatMap(([leaf, from, to]) => [
    { leaf, isSpeaking: true, time: from },
    { leaf, isSpeaking: false, time: to },
  ]);
  const end = Math.max(...changes.map((change) => change.time)) + 5_000;
  const stages: { leaf: number | undefined; time: number }[] = [];
  let speaker: Speaker = nobodySpeaks;
  for (let time = 0; time <= end; time += 50) {
    for (const change of changes.filter((one) => one.time === time)) speaker = afterVoice(speaker, change);
    const due = nextChange(speaker, own);
    const before = speaker.leaf;
    speaker = afterTime(speaker, time, own);
    expect(speaker.leaf !== before).toBe(due !== undefined && due <= time); // nextChange told so
    if (speaker.leaf !== before) stages.push({ leaf: speaker.leaf, time });
  }
  return stages;
}

test('who speaks for longer than a cough has the stage, and keeps it when silent', () => {
  expect(hear([3, 1_000, 4_000])).toEqual([{ leaf: 3, time: 1_600 }]);
  expect(hear([3, 1_000, 1_400])).toEqual([]);
});

test('a short word between does not take the stage, and a pause does not lose it', () => {
  expect(hear([3, 0, 3_000], [4, 1_500, 2_000], [3, 3_500, 6_000]).map((stage) => stage.leaf)).toEqual([3]);
  expect(hear([3, 0, 4_000], [4, 3_800, 4_600], [3, 4_800, 9_000]).map((stage) => stage.leaf)).toEqual([3]);
});

test('while two speak at once the stage stays; when the first has finished it goes to the other', () => {
  expect(hear([3, 0, 5_000], [4, 1_000, 9_000])).toEqual([{ leaf: 3, time: 600 }, { leaf: 4, time: 6_200 }]);
});

test('nobody has the stage for a blink, however quick the talk', () => {
  const talk = Array.from({ length: 20 }, (_, i) => [1 + (i % 4), i * 800, i * 800 + 750] as const);
  const times = hear(...talk).map((stage) => stage.time);
  expect(times.length).toBeGreaterThan(2);
  for (const [index, time] of times.entries()) {
    if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(2_500);
  }
});

test('one does not see oneself take the stage', () => {
  expect(hear([own, 0, 9_000])).toEqual([]);
});

test('who is gone has neither voice nor stage', () => {
  let speaker = afterVoice(nobodySpeaks, { leaf: 2, isSpeaking: true, time: 0 });
  speaker = afterTime(speaker, 1_000, own);
  expect(speaker).toMatchObject({ leaf: 2, recent: [2] });
  expect(doesSpeak(speaker, 2)).toBe(true);
  expect(amongThese(speaker, new Set([0, 1]))).toMatchObject({ voices: [], leaf: undefined, recent: [] });
});
