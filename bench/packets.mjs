// Packets: what forwarding one costs the media plane, and what protecting one costs inside that.
import { measure } from './google.mjs';
import { figure, print } from './table.mjs';

const forwarding = measure('forward_bench');
const rows = [];
for (const fanOut of [1, 10, 50]) {
  const one = [...forwarding].find(([name]) => name.startsWith(`forward/${fanOut}/`))?.[1];
  if (one !== undefined) rows.push([`1 to ${fanOut}`, figure(one.us_each), figure(one.packets_per_s / 1000)]);
}
const head = ['fan-out', 'CPU µs each', 'thousand a second, one core'];
print('Forwarded packets of 1200 bytes, without system calls', head, rows);

const protection = measure('srtp_bench', '--benchmark_min_time=0.1');
const protecting = [...protection].map(([name, one]) => [name, figure(one.cpu_time)]);
print('SRTP on a packet of 1200 bytes (protect: number of receivers)', ['operation', 'CPU ns each'], protecting);
