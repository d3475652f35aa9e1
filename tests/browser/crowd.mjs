// The crowd (apps/crowd) at a server: people who are not there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const root = new URL('../../', import.meta.url).pathname;
const binary = process.env.CROWD ?? `${root}build/release/apps/crowd/crowd`;

// They begin a meeting, or come to that of a link.
export async function startCrowd(server, people, link) {
  const whither = link === undefined ? [] : ['--link', new URL(link).hash.slice(1)];
  const child = spawn(binary, ['--server', server.url, '--people', `${people}`, ...whither], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => { throw new Error(`the crowd ended with ${code}`); }),
  ]);
  const cpuMs = async () => {
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * 10; // in ticks of 10 ms
  };
  return {
    pid: child.pid,
    link: line.split(' ').at(-1),
    cpuMs,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
}
