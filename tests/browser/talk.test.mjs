// What people say to each other, Chromium and Firefox in one meeting: words, signs, hands, polls, files and asks. All of
// it as text, by the meeting's rules, for those who are there, and gone with the meeting.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Person, until } from './person.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const noDevices = { microphone: false, camera: false };
const hostileName = '<img src=x onerror=hurt()>';
const hostileTexts = [
  '<img src=x onerror=hurt()>',
  '<script>hurt()</script>',
  '<a href=javascript:hurt()>click</a> javascript:hurt()',
  '</p></div><iframe srcdoc="<script>parent.hurt()</script>">',
];

// Ada's meeting, whose door is open, with the others in it.
async function withPeople(kinds, names, use) {
  const people = await Promise.all(kinds.map((kind, index) => Person.arrive(kind, names[index], index)));
  for (const person of people) {
    person.page.on('dialog', (dialog) => {
      person.errors.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
  }
  const [ada, ...others] = people;
  try {
    const link = await ada.startMeeting(server.url);
    await ada.prepare(noDevices);
    await ada.join();
    await ada.openDoor();
    for (const other of others) await other.enter(link, noDevices);
    for (const person of people) await until(async () => (await person.people()) === people.length, `${person.name} sees all`);
    await use(link, ...people);
    assert.deepEqual(people.flatMap((person) => person.errors), []);
  } finally {
    await Promise.all(people.map((person) => person.leave()));
  }
}

const texts = async (person) => (await person.lines()).map((line) => line.text);
const hears = (person, text) => until(async () => (await texts(person)).includes(text), `${person.name} reads ${text}`);
// Elements that only markup of somebody else's could have made.
const foreign = (person) =>
  person.page.$$eval('#app img, #app script, #app iframe, #app a:not([data-testid])', (found) => found.map((one) => one.outerHTML));
const shot = (person, name) =>
  process.env.SCREENSHOTS ? person.screenshot(`${process.env.SCREENSHOTS}/${name}.png`) : undefined;

test('words go both ways as text and nothing else, who comes later sees none, and who leaves takes none along', () =>
  withPeople(['chromium', 'firefox'], ['Ada', hostileName], async (link, ada, bert) => {
    await ada.say('Good morning');
    await hears(bert, 'Good morning');
    await bert.replyTo('Good morning', 'Good evening');
    await hears(ada, 'Good evening');
    const answer = (await ada.lines()).at(-1);
    assert.deepEqual([answer.author, answer.isSelf, answer.quote.includes('Good morning')], [hostileName, false, true]);

    for (const text of hostileTexts) await bert.say(text);
    for (const text of hostileTexts) await hears(ada, text);
    await ada.show('people');
    await ada.show('chat');
    for (const person of [ada, bert]) assert.deepEqual(await foreign(person), [], `nothing was made of it at ${person.name}`);
    // The control: the same search finds such an element.
    await ada.page.evaluate(() => document.getElementById('app').append(document.createElement('img')));
    assert.equal((await foreign(ada)).length, 1);
    await ada.page.$eval('#app > img', (image) => image.remove());

    await bert.say('see https://bank.example@evil.example/x');
    await hears(ada, 'see https://bank.example@evil.example/x');
    assert.equal(await ada.page.$('[data-testid="address-open"]'), null, 'an address is text until it is clicked');
    await ada.click('address');
    assert.equal(await (await ada.see('address-card')).evaluate((card) => card.dataset.host), 'evil.example');
    const opens = await ada.page.$eval('[data-testid="address-open"]', ({ rel, target, protocol }) => [rel, target, protocol]);
    assert.deepEqual(opens, ['noreferrer noopener', '_blank', 'https:']);
    await shot(ada, 'talk-words');

    await ada.hide('chat');
    await bert.say('are you there?');
    await until(() => ada.page.$eval('[data-testid="unread"]', (badge) => badge.dataset.count === '1'), 'Ada is told of one unread line');
    assert.ok((await texts(ada)).includes('are you there?'));
    assert.equal(await ada.page.$('[data-testid="unread"]'), null, 'and has read it');

    const cleo = await Person.arrive('chromium', 'Cleo', 2);
    try {
      await cleo.enter(link, noDevices);
      assert.deepEqual(await cleo.lines(), [], 'nothing from before');
      await ada.say('welcome');
      await hears(cleo, 'welcome'); // the control
      assert.equal((await cleo.lines()).length, 1);
      await cleo.click('leave-button');
      await cleo.see('over');
      assert.equal((await cleo.page.content()).includes('welcome'), false, 'nothing is left of it');
    } finally {
      await cleo.leave();
    }
  }));

test('signs, hands in one order, and polls counted alike', () =>
  withPeople(['firefox', 'chromium', 'firefox'], ['Ada', 'Bert', 'Cleo'], async (link, ada, bert, cleo) => {
    await bert.click('react-button');
    await bert.page.waitForSelector('#reactions-bar:popover-open');
    await bert.clickOn('[data-testid="reaction"][data-symbol="🎉"]');
    const signOf = (person) => person.page.$eval('[data-testid="tile"][data-name="Bert"] [data-testid="tile-reactions"]', (sign) => sign.dataset.symbols);
    for (const person of [ada, bert, cleo]) await until(async () => (await signOf(person)) === '🎉', `${person.name} sees Bert's sign`);
    await shot(ada, 'talk-sign');
    await until(async () => (await ada.page.$('[data-testid="tile-reactions"]')) === null, 'and it fades');

    for (const person of [cleo, ada, bert]) {
      await person.click('hand-button');
      await until(async () => (await ada.hands()).includes(person.name), `${person.name}'s hand is up`);
    }
    const inOrder = (wanted) => Promise.all([ada, bert, cleo].map((person) =>
      until(async () => (await person.hands()).join() === wanted.join(), `${person.name} sees the hands of ${wanted}`)));
    await inOrder(['Cleo', 'Ada', 'Bert']);
    assert.equal(await bert.page.$eval('[data-testid="tile"][data-name="Cleo"] [data-testid="hand"]', (hand) => hand.dataset.place), '1');
    await cleo.click('hand-button');
    await inOrder(['Ada', 'Bert']);

    await ada.show('chat');
    await ada.click('poll-button');
    await (await ada.see('poll-question')).type('When?');
    await (await ada.see('poll-answer-1')).type('Monday');
    await (await ada.see('poll-answer-2')).type('Tuesday');
    await ada.click('poll-ask');
    const vote = async (person, option) => {
      await person.show('chat');
      await person.see('poll');
      await person.clickOn(`[data-testid="poll-option"]:nth-of-type(${option})`);
    };
    const count = (wanted) => Promise.all([ada, bert, cleo].map((person) =>
      until(async () => (await person.polls())[0]?.counts === wanted, `${person.name} counts ${wanted}`)));
    await vote(ada, 1);
    await vote(bert, 2);
    await vote(cleo, 1);
    await count('2 1');
    await vote(cleo, 2); // the later vote is the one that counts
    await count('1 2');
    await shot(bert, 'talk-poll');
    assert.equal(await bert.page.$('[data-testid="poll-close"]'), null, 'only its author closes it');
    await ada.click('poll-close');
    for (const person of [ada, bert, cleo]) await until(async () => (await person.polls())[0].isClosed, `${person.name} sees it closed`);
  }));

async function withFile(size, use) {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-file-'));
  const name = '<img src=x onerror=hurt()>.bin'; // what a file system takes and a page must not
  const bytes = randomBytes(size);
  const path = join(folder, name);
  await writeFile(path, bytes);
  try {
    await use(path, name.replace(/[<>]/g, '_'), createHash('sha256').update(bytes).digest('hex'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Of what the page holds for saving: its SHA-256, its type, and the name it would get.
const saved = (person) =>
  person.page.$eval('[data-testid="file-save"]', async (link) => {
    const blob = window.testRecord.blobs.get(link.href);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { hex, type: blob.type, name: link.download };
  });

for (const [from, to] of [['firefox', 'chromium'], ['chromium', 'firefox']]) {
  test(`a file comes from ${from} to ${to} byte for byte, and not before it is asked for`, () =>
    withFile(3_000_000, (path, name, hex) => withPeople([from, to], ['Ada', 'Bert'], async (link, ada, bert) => {
      await ada.offer(path);
      await until(async () => (await bert.files())[name] === 'offered', 'Bert is offered a file');
      await sleep(1_500);
      assert.deepEqual([await ada.told('sendChunk'), await bert.told('wantChunk')], [0, 0], 'not a byte leaves unasked');
      await bert.click('file-get');
      const progress = await until(() => bert.page.$eval('[data-testid="file-progress"]', ({ value, max }) => value > 0 && value < max && value),
        'Bert sees how far it is');
      await shot(bert, `talk-file-${to}`);
      await until(async () => (await bert.files())[name] === 'here', 'it is here', 60_000);
      assert.ok(progress > 0);
      assert.ok(await ada.told('sendChunk') > 0); // the control
      assert.deepEqual(await saved(bert), { hex, type: 'application/octet-stream', name });

      await ada.offer(path);
      await until(async () => (await bert.page.$$('[data-testid="file-get"]')).length === 1, 'another offer');
      await ada.setPermission('files', 'nobody');
      await until(async () => (await bert.files())[name] === 'barred', 'it is not to be had against the rules');
      assert.equal(await bert.page.$('[data-testid="file-get"]'), null);
      await ada.setPermission('files', 'everyone');
      await until(async () => (await bert.files())[name] === 'offered', 'allowed again, it stands again');
      await ada.show('chat');
      await ada.page.$$eval('[data-testid="file-withdraw"]', (buttons) => buttons.at(-1).click());
      await until(async () => (await bert.files())[name] === 'withdrawn', 'it is taken back');
      assert.equal(await bert.page.$('[data-testid="file-get"]'), null);
    })));
}

test('who may not write cannot, not even past the page; and nothing that is asked happens by itself', () =>
  withPeople(['chromium', 'firefox'], ['Ada', 'Bert'], async (link, ada, bert) => {
    const isShut = async (person) => {
      await person.show('chat');
      return person.page.$eval('[data-testid="chat-field"]', (field) => field.disabled);
    };
    const forced = (text) => bert.force({ type: 'tell', said: { type: 'chat', text } });
    for (const who of ['hosts', 'nobody']) {
      await ada.setPermission('chat', who);
      await until(() => isShut(bert), `Bert may not write while chat is for ${who}`);
      assert.equal(await isShut(ada), who === 'nobody', 'a host may where hosts may');
      await forced(`forced ${who}`);
    }
    await sleep(1_500);
    assert.deepEqual(await texts(ada), []);
    await ada.setPermission('chat', 'everyone');
    await until(async () => !(await isShut(bert)), 'Bert may write again');
    await forced('allowed'); // the control: the same way past the page
    await hears(ada, 'allowed');

    const ask = async (what) => {
      await ada.show('people');
      await ada.page.$eval('[data-testid="person"][data-name="Bert"] .asking', (menu) => { menu.open = true; });
      await ada.clickOf('person', 'Bert', `ask-${what}`);
      await bert.page.waitForSelector(`[data-testid="ask-card"][data-what="${what}"]`);
    };
    await ask('unmute');
    await shot(bert, 'talk-ask');
    await sleep(2_000);
    assert.equal(await bert.liveTracks('audio'), 0, 'nothing opens by itself');
    await bert.click('ask-decline');
    assert.equal(await bert.liveTracks('audio'), 0);
    await bert.click('mute-button');
    await until(async () => (await bert.liveTracks('audio')) === 1, 'Bert unmutes');
    await until(async () => (await ada.tiles()).Bert.microphone, 'Ada sees it');
    await ask('mute');
    await sleep(2_000);
    assert.equal(await bert.liveTracks('audio'), 1, 'nothing closes by itself');
    await bert.click('ask-accept'); // the control: a click does
    await until(async () => (await bert.liveTracks('audio')) === 0, 'Bert mutes');
    assert.equal(await bert.page.$('[data-testid="ask-card"]'), null);
  }));
