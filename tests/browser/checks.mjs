// What must be true of a meeting that works.
import assert from 'node:assert/strict';
import { isNear, until } from './person.mjs';

// Frames are decoded and samples flow, of everyone at everyone, in pictures of the right colour; all on one epoch.
export async function assertEveryoneReceivesEveryone(people) {
  for (const receiver of people) {
    for (const sender of people) {
      if (sender === receiver) continue;
      const what = `${receiver.name} (${receiver.browser.kind}) receives ${sender.name} (${sender.browser.kind})`;
      const before = await until(async () => {
        const tile = (await receiver.tiles())[sender.name];
        return tile?.frames > 0 && tile.samples > 0 && tile;
      }, what, 30_000);
      await until(async () => {
        const tile = (await receiver.tiles())[sender.name];
        return tile.frames > before.frames && tile.samples > before.samples;
      }, `${what}, going on`);
      await until(async () => isNear(await receiver.colourOf(sender.name), sender.colour), `${what}, in its colour`);
      assert.equal((await receiver.tiles())[sender.name].seal, 'sealed', what);
    }
  }
  await until(async () => {
    const epochs = await Promise.all(people.map((person) => person.epoch()));
    return epochs.every((epoch) => epoch === epochs[0]);
  }, 'one epoch for everybody');
}
