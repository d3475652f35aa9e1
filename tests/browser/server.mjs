// The real server, on this namespace's loopback: pages over http://localhost (a secure context), media at 10.99.0.1.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const root = new URL('../../', import.meta.url).pathname;
const binary = process.env.CONCLAVED ?? `${root}build/dev/apps/conclaved/conclaved`;

export async function startServer({ port = 8080, udpPort = 10000, metricsPort = 9900, web = `${root}web/dist` } = {}) {
  const child = spawn(
    binary,
    ['--web', web, '--listen', `127.0.0.1:${port}`, '--public-address', '10.99.0.1',
     '--udp-port', `${udpPort}`, '--metrics', `127.0.0.1:${metricsPort}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => { throw new Error(`conclaved ended with ${code}`); }),
  ]);
  return {
    url: `http://localhost:${port}/`,
    async metrics() {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
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
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
