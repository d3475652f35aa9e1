// DEV-6, PPL-4: who takes the profile of a browser that came by a personal invite has every link that it keeps, and gets in
// by none of them; everybody is told that somebody tried.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from '../browser/browsers.mjs';
import { Person, until } from '../browser/person.mjs';
import { startServer } from '../browser/server.mjs';
import { inflateMozilla } from './mozilla_lz4.mjs';
import { searchFolder, text } from './needles.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const noDevices = { microphone: false, camera: false };
const aLink = /localhost:8080\/#((?:i\.)?[\w-]{22}(?:\.[\w-]{22})?(?:~p)?)/g;

// Every link of whatever form that stands in the files of a profile, as a thief would look for them.
async function linksIn(profile) {
  const links = new Set();
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.path ?? entry.parentPath, entry.name));
    const plain = (inflateMozilla(bytes) ?? bytes).toString('latin1');
    for (const form of [plain, plain.replaceAll('\0', '')]) {
      for (const [, fragment] of form.matchAll(aLink)) links.add(fragment);
    }
  }
  return [...links];
}

const secretOf = (link) => new URL(link).hash.slice(1);
const isWarned = (person) =>
  until(async () => (await person.alarms()).some(({ kind, who }) => kind === 'inviteTwice' && who === 'Cleo'),
    `${person.name} is told that Cleo's invite was used twice`);

for (const kind of kinds) {
  test(`a profile of ${kind} that came by an invite lets nobody in, and everybody is told who tries`, async (t) => {
    const [host, guest] = [...kinds].sort((one) => (one === kind ? 1 : -1));
    const ada = await Person.arrive(host, 'Ada', 0);
    const cleo = await Person.arrive(kind, 'Cleo', 1);
    const others = [];
    try {
      const link = await ada.startMeeting(server.url);
      await ada.prepare(noDevices);
      await ada.join();
      const invited = await ada.invite('Cleo');
      await cleo.enter(invited, noDevices);
      await until(async () => (await ada.people()) === 2, 'Cleo is in');
      await ada.openDoor(); // from here whoever has the meeting's link comes in
      await sleep(1_000);
      await cleo.browser.quit();
      await until(async () => (await ada.people()) === 1, 'Cleo is gone');

      const bert = await Person.arrive(guest, 'Bert', 2);
      others.push(bert);
      await bert.enter(link, noDevices); // the control: that link does let in
      assert.deepEqual(await searchFolder(cleo.browser.profile, text('the key of the link', secretOf(link))), {});
      const found = await linksIn(cleo.browser.profile);
      t.diagnostic(`${kind} keeps ${found.length} link: ${found.map((each) => each.replace(/[\w-]{22}/g, '...'))}`);
      assert.deepEqual(found, [secretOf(invited)], 'the control: the invite is there');

      const thief = await Person.arrive(kind, 'Mallory', 3, undefined, { copied: cleo.browser.profile });
      others.push(thief);
      await thief.knock(`${server.url}#${found[0]}`);
      await thief.see('denied');
      await Promise.all([ada, bert].map(isWarned));
      assert.equal(await ada.people(), 2);
      assert.deepEqual(await ada.waiting(), []);
    } finally {
      await Promise.all([ada, ...others].map((person) => person.leave()));
      await cleo.leave();
    }
  });
}
