// Two people, in every ordered pair of browsers: they see and hear each other, and it is quick.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './browsers.mjs';
import { assertEveryoneReceivesEveryone, assertOneSafetyCode } from './checks.mjs';
import { Person } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const waits = []; // milliseconds from clicking Join to the first remote frame

for (const first of kinds) {
  for (const second of kinds) {
    test(`${first} starts a meeting and ${second} joins it`, async (t) => {
      const ada = await Person.arrive(first, 'Ada', 0);
      const bert = await Person.arrive(second, 'Bert', 1);
      try {
        const link = await ada.startMeeting(server.url);
        await ada.prepare();
        await ada.join();
        await ada.openDoor();
        await bert.open(link);
        await bert.prepare();
        const [frame] = await Promise.all([bert.firstFrameFrom('Ada'), bert.join()]);
        waits.push(frame);
        t.diagnostic(`from clicking Join to the first remote frame: ${Math.round(frame)} ms`);
        await assertEveryoneReceivesEveryone([ada, bert]);
        await assertOneSafetyCode([ada, bert]);
        if (process.env.SCREENSHOTS) await bert.screenshot(`${process.env.SCREENSHOTS}/pair-${first}-${second}.png`);
        assert.deepEqual([...ada.errors, ...bert.errors], []);
      } finally {
        await Promise.all([ada.leave(), bert.leave()]);
      }
    });
  }
}

test('from Join to the first remote frame', (t) => {
  waits.sort((a, b) => a - b);
  t.diagnostic(`median of ${waits.length} pairs: ${Math.round((waits[1] + waits[2]) / 2)} ms (aim: 1500)`);
  assert.equal(waits.length, kinds.length ** 2);
});
