// What must be true of a meeting that works.
import assert from 'node:assert/strict';
import { isNear, until } from './person.mjs';

// Two cores shared by every browser of a test: what takes a moment on a person's machine may take long here.
const patienceMs = 120_000;

// Frames are decoded and samples flow, of everyone at everyone, in pictures of the right colour; all on one epoch.
export async function assertEveryoneReceivesEveryone(people) {
  for (const receiver of people) {
    for (const sender of people) {
      if (sender === receiver) continue;
      const what = `${receiver.name} (${receiver.browser.kind}) receives ${sender.name} (${sender.browser.kind})`;
      const before = await until(async () => {
        const tile = (await receiver.tiles())[sender.name];
        return tile?.frames > 0 && tile.samples > 0 && tile;
      }, what, patienceMs);
      await until(async () => {
        const tile = (await receiver.tiles())[sender.name];
        return tile.frames > before.frames && tile.samples > before.samples;
      }, `${what}, going on`, patienceMs);
      await until(async () => isNear(await receiver.colourOf(sender.name), sender.colour), `${what}, in its colour`, patienceMs);
      await until(async () => (await receiver.tiles())[sender.name].seal === 'sealed', `${what}, sealed`, patienceMs);
    }
  }
  await until(async () => {
    const epochs = await Promise.all(people.map((person) => person.epoch()));
    return epochs.every((epoch) => epoch === epochs[0]);
  }, 'one epoch for everybody', patienceMs);
}

// Thirty digits, the same for everybody. Somebody's keys may be renewed while one reads them.
export async function assertOneSafetyCode(people) {
  const codes = await until(async () => {
    const seen = new Set(await Promise.all(people.map((person) => person.safetyCode())));
    return seen.size === 1 && seen;
  }, 'one safety code for everybody');
  assert.match([...codes][0], /^\d{30}$/);
}
