// Who gets in and who decides, in meetings of Chromium and Firefox mixed: the waiting room, rules, roles, the lock,
// removal, passphrases, invites, and the log of it all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const noDevices = { microphone: false, camera: false };

// Ada, who starts a meeting and is its host, and others who have not opened it yet.
async function withPeople(kinds, use) {
  const names = ['Ada', 'Bert', 'Cleo', 'Dora'];
  const people = await Promise.all(kinds.map((kind, index) => Person.arrive(kind, names[index], index)));
  try {
    const link = await start(people[0]);
    await use(link, ...people);
    assert.deepEqual(people.flatMap((person) => person.errors), []);
  } finally {
    await Promise.all(people.map((person) => person.leave()));
  }
}

async function start(host) {
  const link = await host.startMeeting(server.url);
  await host.prepare(noDevices);
  await host.join();
  return link;
}

const isOver = async (person, reason) =>
  (await person.page.$eval('[data-testid="over"]', (page) => page.dataset.reason)) === reason;
const isInside = async (person) => (await person.page.$('[data-testid="room"]')) !== null;
const sees = (person, count) => until(async () => (await person.people()) === count, `${person.name} sees ${count} people`);
const wait = (person, hosts) =>
  until(() => person.page.$eval('[data-testid="waiting"]', (line, want) => line.dataset.hosts === want, hosts),
    `${person.name} waits for ${hosts}`);
const logs = async (person, kind) => (await person.log()).filter((line) => line.kind === kind);
const shot = (person, name) =>
  process.env.SCREENSHOTS ? person.screenshot(`${process.env.SCREENSHOTS}/${name}.png`) : undefined;

test('who knocks waits, for whom is said, and comes in or not as the host decides', () =>
  withPeople(['chromium', 'firefox', 'chromium', 'firefox'], async (link, ada, bert, cleo, dora) => {
    await Promise.all([bert.knock(link, { microphone: true, camera: true }), cleo.knock(link), dora.knock(link)]);
    await until(async () => (await ada.waiting()).length === 3, 'three knock');
    await Promise.all([bert, cleo, dora].map((person) => wait(person, 'Ada')));
    await shot(ada, 'knocks');
    await shot(bert, 'waiting');
    assert.equal(await ada.people(), 1, 'who waits is not in');
    assert.equal(await bert.page.$('[data-testid="tile"]'), null, 'and sees nobody');
    assert.equal(await bert.packetsReceived(), 0, 'nor gets a packet of media');

    await ada.clickOf('knock', 'Cleo', 'knock-deny');
    await cleo.see('denied'); // and told so
    await ada.click('knock-admit-all');
    for (const person of [ada, bert, dora]) await sees(person, 3);
    const admitted = await logs(ada, 'admitted');
    assert.deepEqual(admitted.map((line) => [line.who, line.by]).sort(), [['Bert', 'Ada'], ['Dora', 'Ada']]);
    assert.deepEqual(await ada.waiting(), []);
  }));

test('a locked meeting lets nobody in until a host unlocks it', () =>
  withPeople(['firefox', 'chromium'], async (link, ada, bert) => {
    await ada.openDoor();
    await ada.setRule('locked', true);
    await bert.knock(link);
    await until(async () => (await ada.waiting()).includes('Bert'), 'Ada hears the knock');
    await ada.clickOf('knock', 'Bert', 'knock-admit');
    await sleep(2_000);
    assert.equal(await isInside(bert), false, 'locked, even for who was admitted');
    assert.equal(await ada.people(), 1);
    await ada.setRule('locked', false);
    await sees(bert, 2); // the control: the same knock
    const changes = await logs(ada, 'policyChanged');
    assert.equal(changes.length, 3, 'the door opened, locked, unlocked');
  }));

test('removed in one click; with a new link the old one is dead for who did not stay', () =>
  withPeople(['chromium', 'firefox', 'chromium'], async (link, ada, bert, cleo) => {
    await ada.openDoor();
    await Promise.all([bert.enter(link, noDevices), cleo.enter(link, noDevices)]);
    for (const person of [ada, bert, cleo]) await sees(person, 3);
    await ada.show('people');
    await ada.clickOf('person', 'Bert', 'remove-and-change-button');
    await until(() => isOver(bert, 'removed'), 'Bert is told');
    await Promise.all([sees(ada, 2), sees(cleo, 2)]);
    await until(async () => (await logs(cleo, 'linkChanged')).length === 1, 'Cleo is told of the new link');
    assert.deepEqual((await logs(cleo, 'removed')).map((line) => [line.who, line.by]), [['Bert', 'Ada']]);
    const changed = ada.link();
    assert.notEqual(changed, link);
    await until(async () => cleo.link() === changed, 'everybody who stayed has the new link');

    await bert.knock(link);
    await sleep(2_000);
    assert.equal(await isInside(bert), false, 'the old link opens nothing');
    assert.deepEqual(await ada.waiting(), [], 'not even the door is heard');
    await bert.open('about:blank');
    await bert.enter(changed, noDevices); // the control: the new one does
    await sees(ada, 3);
  }));

test('hosts name hosts, step down, and are followed when they go', () =>
  withPeople(['firefox', 'chromium', 'firefox'], async (link, ada, bert, cleo) => {
    await ada.openDoor();
    await bert.enter(link, noDevices);
    await cleo.enter(link, noDevices);
    await sees(ada, 3);
    await ada.show('people');
    await ada.clickOf('person', 'Cleo', 'make-host');
    await until(async () => (await cleo.roster()).Cleo.isHost, 'Cleo is host as well');
    await ada.show('people');
    await ada.clickOf('person', 'Ada', 'unmake-host');
    await until(async () => !(await bert.roster()).Ada.isHost, 'Ada has handed over');
    assert.equal(await ada.page.$('[data-testid="remove-button"]'), null, 'and removes nobody any more');
    await cleo.leave();
    await until(async () => (await bert.roster()).Ada?.isHost, 'the rule names the lowest leaf: Ada');
    for (const person of [ada, bert]) {
      assert.deepEqual((await logs(person, 'hostSucceeded')).map((line) => line.who), ['Ada']);
    }
  }));

test('newcomers enter muted when the rules say so, and nobody but a host changes the rules', () =>
  withPeople(['chromium', 'firefox'], async (link, ada, bert) => {
    await ada.openDoor();
    await ada.setRule('newcomers-muted', true);
    await bert.enter(link, { microphone: true, camera: false });
    await sees(ada, 2);
    await until(async () => (await bert.liveTracks('audio')) === 0, "Bert's microphone is closed");
    await bert.show('rules');
    const isEnabled = await bert.page.$eval('[data-testid="rule-locked"]', (box) => !box.disabled);
    assert.equal(isEnabled, false, 'Bert may read the rules only');
    await shot(ada, 'rules');
  }));

test('who leaves by mistake comes back by a click; meanwhile the address bar has no link', () =>
  withPeople(['chromium', 'firefox'], async (link, ada, bert) => {
    await ada.openDoor();
    await bert.enter(link, noDevices);
    await sees(ada, 2);
    await bert.click('leave-button');
    await bert.see('over');
    assert.equal(await bert.page.evaluate(() => location.hash), '');
    await bert.click('rejoin-button');
    await bert.click('join-button'); // the name is still there
    await sees(bert, 2);
    await sees(ada, 2);
  }));

test('a passphrase: wrong ones are seen inside, the right one comes as far as the door', async () => {
  const ada = await Person.arrive('chromium', 'Ada', 0);
  const bert = await Person.arrive('firefox', 'Bert', 1);
  try {
    const plain = await ada.startMeeting(server.url);
    await ada.typePassphrase('correct horse');
    await ada.prepare(noDevices);
    await ada.join();
    await ada.openDoor();
    const link = ada.link();
    assert.equal(link, `${plain}~p`);
    await bert.open(link);
    await bert.typePassphrase('battery staple');
    await bert.prepare(noDevices);
    await bert.click('join-button');
    await bert.see('passphrase-wrong');
    await until(async () => (await ada.alarms()).some(({ kind }) => kind === 'passphrase'), 'Ada is told');
    await bert.typePassphrase('correct horse');
    await bert.click('passphrase-retry');
    await sees(ada, 2);
    await sees(bert, 2);
  } finally {
    await Promise.all([ada.leave(), bert.leave()]);
  }
});

test('an invite is for one person and one use, and everybody is told when it is used twice', () =>
  withPeople(['chromium', 'firefox', 'chromium', 'firefox'], async (link, ada, bert, cleo, dora) => {
    await ada.openDoor();
    await bert.enter(link, noDevices);
    await ada.setRule('waiting-room', true);
    const invite = await ada.invite('Cleo');
    await cleo.enter(invite, noDevices); // nobody has to admit her
    await sees(ada, 3);
    assert.deepEqual((await logs(bert, 'inviteUsed')).map((line) => [line.who, line.by]), [['Cleo', 'Cleo']]);
    await dora.knock(invite);
    for (const person of [ada, bert, cleo]) {
      await until(async () => (await person.alarms()).some(({ kind, who }) => kind === 'inviteTwice' && who === 'Cleo'),
        `${person.name} is told that Cleo's invite was used twice`);
    }
    await dora.see('denied');
    assert.equal(await ada.people(), 3);
  }));

test('the log tells everybody the same, and nobody can take a line away', () =>
  withPeople(['firefox', 'chromium'], async (link, ada, bert) => {
    await bert.knock(link);
    await ada.admit('Bert');
    await sees(bert, 2);
    await ada.setRule('locked', true);
    await ada.setRule('locked', false);
    const told = async (person) => (await person.log()).filter((line) => line.kind === 'policyChanged').length;
    await until(async () => (await told(bert)) === 2, 'Bert has read of both');
    assert.equal(await told(ada), 2);
    assert.ok((await logs(ada, 'started')).length === 1 && (await logs(bert, 'here')).length === 1);
    // E2E-11: soon after joining everyone's keys are new, and the log says whose.
    await until(async () => (await logs(ada, 'keysRenewed')).length > 0, 'keys are renewed');
    await shot(ada, 'log');
  }));
