// Frames sealed and opened in a second: in WebAssembly with WebCrypto, one after the other, as the
// browser's worker does it; and natively.
import { measure } from './google.mjs';
import { Meeting } from './meeting.mjs';
import { cpuMs, figure, median, print } from './table.mjs';

const sizes = [200, 5_000, 50_000];
const meeting = new Meeting();
const sender = await meeting.arrive('Ada');
const receiver = await meeting.arrive('Grace');

async function perSecond(count, action) {
  const before = cpuMs();
  for (let i = 0; i < count; ++i) await action(i);
  return (count * 1000) / (cpuMs() - before);
}

async function once(size) {
  const count = size > 10_000 ? 400 : 1000;
  const frames = [];
  const content = new Uint8Array(size).fill(7);
  const sealed = await perSecond(count, async (i) => {
    frames[i] = new Uint8Array(await sender.frames.seal('camera', 2, content, false));
  });
  const opened = await perSecond(count, (i) => receiver.frames.open(true, frames[i], meeting.now));
  return { sealed, opened };
}

const native = measure('frame_bench', '--benchmark_min_time=0.1');
const rows = [];
for (const size of sizes) {
  const runs = [];
  for (let i = 0; i < 6; ++i) runs.push(await once(size));
  runs.shift(); // while the machine gets warm
  const wasm = [median(runs.map((run) => run.sealed)), median(runs.map((run) => run.opened))];
  const ours = ['seal', 'open'].map((name) => native.get(`${name}/${size}`).items_per_second);
  rows.push([`${size} B`, ...[...wasm, ...ours].map((rate) => figure(rate / 1000))]);
}
const head = ['frame', 'sealed, wasm', 'opened, wasm', 'sealed, native', 'opened, native'];
print('Frames, thousand a second of CPU time', head, rows);
