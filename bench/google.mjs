// Runs one Google Benchmark binary three times over and gives each benchmark's median by its name.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const build = fileURLToPath(new URL('../build/', import.meta.url));

export function measure(name, ...options) {
  const program = `${process.env.CONCLAVE_RELEASE ?? `${build}release`}/bench/${name}`;
  const fixed = ['--benchmark_format=json', '--benchmark_repetitions=3', '--benchmark_report_aggregates_only=true'];
  const text = execFileSync(program, [...fixed, ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const medians = JSON.parse(text).benchmarks.filter((one) => one.aggregate_name === 'median');
  return new Map(medians.map((one) => [one.run_name, one]));
}
