// A meeting's whole life, for whoever wants to look at the server at each of its moments: two browsers and a program, who
// knock, talk, show, lock, change the link and go.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCrowd } from '../browser/crowd.mjs';
import { isNear, until } from '../browser/person.mjs';
import { names, see, words } from './meeting.mjs';
import { encoded, text } from './needles.mjs';

const answer = 'a kingfisher was there before';
const question = 'Who counts the reed buntings';
const options = ['Cassandra at the lock', 'Dietmar from the hide'];
const guest = 'Wilhelmine Rohrdommel';
const fileName = 'bittern survey.txt';
const fileText = 'nine bitterns boomed behind the second dyke; ';

// What is said in it, whoever hears it.
export const contentNeedles = [
  ...names.flatMap((name) => text('a name', name)),
  ...text('a line of chat', words), ...text('an answer to it', answer),
  ...text('the question of a poll', question), ...options.flatMap((option) => text('an answer of a poll', option)),
  ...text('the name of a file', fileName), ...text('what is in a file', fileText),
  ...text('whom an invite is for', guest),
];

const linkNeedles = (what, link) => encoded(what, new URL(link).hash.slice(1).split('.').at(-1));

// `look(moment, people, learned)` is called at each moment, with the needles that were learned since the last.
export async function live(server, [ada, bert], look) {
  await look('before anyone', {});
  const link = await ada.startMeeting(server.url);
  await ada.prepare();
  await ada.join();
  await bert.knock(link, { microphone: true, camera: true });
  await until(async () => (await ada.waiting()).includes(bert.name), `${bert.name} knocks`);
  await look('at a knock', { learned: linkNeedles('the secret of the link', link) });

  await ada.admit(bert.name);
  await bert.see('room');
  await look('at an admission', {});
  await Promise.all([see(ada, bert), see(bert, ada)]);
  await look('while media flow', {});

  await talk(ada, bert);
  await look('at chat, a poll and a file', {});
  await show(ada, bert);
  await look('at a share', {});
  await look('at an invite', { learned: linkNeedles('the secret of an invite', await ada.invite(guest)) });

  const { crowd, name } = await comeByProgram(server, ada, link);
  try {
    await look('with a program as a member', { crowd });
    await ada.setRule('locked', true);
    await look('at a lock', {});
    await ada.show('people');
    await ada.clickOf('person', name, 'remove-button');
    await until(async () => (await bert.people()) === 2, `${name} is removed`);
    await look('at a removal', {});
  } finally {
    await crowd.stop();
  }

  await ada.show('rules');
  await ada.click('change-link-button');
  await until(async () => ada.link() !== link && bert.link() === ada.link(), 'both have another link');
  await look('at a changed link', { learned: linkNeedles('the secret of the other link', ada.link()) });

  for (const person of [ada, bert]) {
    await person.click('leave-button');
    await person.see('over');
  }
  await look('right after the last has left', {});
  await sleep(5_000);
  await look('5 s later', {});
}

async function talk(ada, bert) {
  await ada.say(words);
  await until(async () => (await bert.lines()).some((line) => line.text === words), 'it is read');
  await bert.replyTo(words, answer);
  await ada.click('hand-button');
  await ada.click('poll-button');
  await (await ada.see('poll-question')).type(question);
  for (const [i, option] of options.entries()) await (await ada.see(`poll-answer-${i + 1}`)).type(option);
  await ada.click('poll-ask');
  await bert.see('poll');
  await bert.clickOn('[data-testid="poll-option"]:nth-of-type(1)');
  await sendFile(ada, bert);
}

async function sendFile(from, to) {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-file-'));
  try {
    await writeFile(join(folder, fileName), fileText.repeat(20_000));
    await from.offer(join(folder, fileName));
    await until(async () => (await to.files())[fileName] === 'offered', 'a file is offered');
    await to.click('file-get');
    await until(async () => (await to.files())[fileName] === 'here', 'it is here', 60_000);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function show(ada, bert) {
  await ada.click('share-button');
  await ada.click('share-pick');
  await ada.clickOn('[data-testid="share-confirm"]:not([disabled])');
  await until(() => bert.page.$eval('[data-testid="share-tile"] video', (video) => video.videoWidth > 0), 'the share is seen', 60_000);
}

// A native client, which waits at the door as everybody does.
async function comeByProgram(server, host, link) {
  const coming = startCrowd(server, 1, link);
  const [name] = await until(async () => {
    const waiting = await host.waiting();
    return waiting.length > 0 && waiting;
  }, 'the program knocks');
  await host.admit(name);
  return { crowd: await coming, name };
}
