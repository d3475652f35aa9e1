// The real server, on this namespace's loopback: pages over http://localhost (a secure context), media at 10.99.0.1.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const root = new URL('../../', import.meta.url).pathname;
const binary = process.env.CONCLAVED ?? `${root}build/release/apps/conclaved/conclaved`;

// `more` are options of conclaved's, `under` a command line to run it under, `where` the folder and environment.
export async function startServer({
  port = 8080, listen = '127.0.0.1', udpPort = 10000, metricsPort = 9900, web = `${root}web/dist`,
  program = binary, more = [], under = [], where = {},
} = {}) {
  const line = [...under, program, '--web', web, '--listen', `${listen}:${port}`,
    '--public-address', '10.99.0.1', '--udp-port', `${udpPort}`, '--metrics', `127.0.0.1:${metricsPort}`, ...more];
  const child = spawn(line[0], line.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], ...where });
  let said = '';
  child.stdout.on('data', (data) => { said += data; });
  child.stderr.on('data', (data) => { said += data; process.stderr.write(data); });
  const lines = createInterface({ input: child.stdout });
  await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => { throw new Error(`conclaved ended with ${code}`); }),
  ]);
  const metricsText = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const children = under.length > 0 ? await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8') : '';
  const pid = under.length > 0 ? Number(children.trim().split(' ')[0]) : child.pid;
  return {
    url: `http://localhost:${port}/`,
    pid,
    // All that it wrote to its terminal.
    said: () => said,
    metricsText,
    async metrics() {
      const text = await metricsText();
      const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return Object.fromEntries(samples.map((line) => line.split(' ')).map(([name, value]) => [name, Number(value)]));
    },
    // For everybody at once the network is gone: nothing is answered, and nothing is refused.
    async freeze(milliseconds) {
      child.kill('SIGSTOP');
      await sleep(milliseconds);
      child.kill('SIGCONT');
    },
    async stop() {
      process.kill(pid, 'SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
