// How responsive the page stays while somebody joins: the tasks of its main thread, from the click on Join until every
// picture moves, as Chromium's own trace has them. The aim is of the 95th percentile after load: 50 ms.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from '../tests/browser/person.mjs';
import { startServer } from '../tests/browser/server.mjs';
import { print } from './table.mjs';

const rounds = 5;
const settleMs = 3_000; // after the first picture: the rest of the tiles, the first statistics

const server = await startServer();
const ada = await Person.arrive('chromium', 'Ada', 0);
const rows = [];
try {
  const link = await ada.startMeeting(server.url);
  await ada.prepare();
  await ada.join();
  await ada.openDoor();
  for (let round = 1; round <= rounds; round += 1) rows.push([`${round}`, ...await joinOnce(link)]);
} finally {
  await ada.leave();
  await server.stop();
}
print('Joining', ['join', 'first paint', 'tasks', '95th percentile', 'longest', 'over 50 ms'], rows);

// One person's join; what their page's main thread did.
async function joinOnce(link) {
  const path = join(tmpdir(), `joining-${process.pid}.json`);
  const bert = await Person.arrive('chromium', 'Bert', 1);
  try {
    await bert.open(link);
    await bert.prepare();
    const paint = await bert.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
    await bert.page.tracing.start({ path, categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] });
    await bert.join();
    await bert.firstFrameFrom('Ada');
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    await bert.page.tracing.stop();
    const tasks = tasksOf(JSON.parse(await readFile(path, 'utf8')).traceEvents);
    const inMs = (microseconds) => `${(microseconds / 1000).toFixed(1)} ms`;
    const long = tasks.filter((duration) => duration > 50_000).length;
    return [`${paint.toFixed(0)} ms`, `${tasks.length}`, inMs(tasks[Math.floor(tasks.length * 0.95)]), inMs(tasks.at(-1)), `${long}`];
  } finally {
    await bert.leave();
    await rm(path, { force: true });
  }
}

// Durations of the tasks of the page's main thread, the shortest first, in microseconds. Of several renderers the page
// is the one that did the most.
function tasksOf(events) {
  const mains = events.filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain');
  const ofThread = mains.map(({ pid, tid }) =>
    events.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid && event.name.endsWith('RunTask')).map((event) => event.dur));
  const sum = (durations) => durations.reduce((total, duration) => total + duration, 0);
  return ofThread.sort((a, b) => sum(b) - sum(a))[0].sort((a, b) => a - b);
}
