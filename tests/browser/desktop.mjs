// A desktop that nobody sits at: an X server that draws into memory, a window manager, and windows of one colour, which
// are real ones of a real program. What a person would see there is read from the server's own picture of the screen.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isNear, until } from './person.mjs';

const size = { width: 1600, height: 900 };
const font = 'fixed'; // the X server's own, so that no other is needed
const letter = { width: 6, height: 13 };

// What a browser that would ask what to share is to choose, see browsers.mjs.
const shared = 'what is to be shared';
export const markColour = [205, 205, 0]; // what a terminal calls yellow
const hideCursor = '\x1b[?25l';
const mark = '\x1b[43m\x1b[1;1H            \x1b[2;1H            \x1b[3;1H            \x1b[0m';

export async function startDesktop() {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-desktop-'));
  const started = [];
  const run = (env, command, ...rest) => {
    const child = spawn(command, rest, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    started.unshift(child);
    return child;
  };
  const stop = async () => {
    for (const child of started) await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const server = run(process.env, 'Xvfb', '-displayfd', '3', '-screen', '0', `${size.width}x${size.height}x24`,
      '-fbdir', folder, '-nolisten', 'tcp');
    const [display] = await Promise.race([
      once(createInterface({ input: server.stdio[3] }), 'line'),
      once(server, 'exit').then(([code]) => { throw new Error(`Xvfb ended with ${code}`); }),
    ]);
    const env = { ...process.env, DISPLAY: `:${display}` };
    run(env, 'evilwm', '-fn', font);
    return { env, shared, stop, open: (place) => openWindow(folder, (...line) => run(env, ...line), place) };
  } catch (error) {
    await stop();
    throw error;
  }
}

// A window all of one colour; resolves when it is on the screen, over whatever was there. A notice is what no window
// manager moves or frames, as programs put it over everything.
async function openWindow(folder, run, { title, colour, x, y, width, height, isNotice = false }) {
  const text = join(folder, title);
  await writeFile(text, hideCursor);
  const letters = `${Math.round(width / letter.width)}x${Math.round(height / letter.height)}`;
  const child = run('xterm', '-title', title, '-fn', font, '-bg', `rgb:${colour.map(hex).join('/')}`, '-b', '0', '+sb',
    '-geometry', `${letters}+${x}+${y}`, '-xrm', `*overrideRedirect: ${isNotice}`, '-e', 'tail', '-f', text);
  const shows = (wanted, left, top) =>
    until(async () => isNear(colourAt(await readFile(join(folder, 'Xvfb_screen0')), left, top), wanted, 2),
      `${title} is on the screen`);
  await shows(colour, x + width / 2, y + height / 2);
  return {
    // A small yellow field in its upper left corner, which is to be in sight.
    async mark() {
      await appendFile(text, mark);
      await shows(markColour, x + letter.width * 2, y + letter.height * 1.5);
    },
    close: () => end(child),
  };
}

const hex = (value) => value.toString(16).padStart(2, '0');

// Of a picture as the X server writes it: big-endian words of what it is, a colour map, and lines of B, G, R and a
// byte of nothing.
function colourAt(picture, x, y) {
  const word = (index) => picture.readUInt32BE(index * 4);
  const [headerBytes, bytesPerLine, colours] = [word(0), word(12), word(19)];
  const at = headerBytes + colours * 12 + Math.floor(y) * bytesPerLine + Math.floor(x) * 4;
  return [picture[at + 2], picture[at + 1], picture[at]];
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
