// MLS groups of 10, 50, 200 and 1000: ours and two foreign libraries, in the same steps, side by side in
// one run. bench/mls/scenario.h says what the steps are.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from './google.mjs';
import { cpuMs, figure, median, print } from './table.mjs';
import { CoreCryptoMember, clientName } from '../tests/interop/core_crypto.mjs';
import { OurMember, Peer } from '../tests/interop/ours.mjs';
import { TsMember, loadSuite } from '../tests/interop/ts_mls.mjs';

const steps = [
  'build the group in one commit',
  'joiner processes the Welcome',
  'member processes an add-one commit',
  'member processes an update commit',
];
const repeatsAt = { 10: 7, 50: 7, 200: 5, 1000: 3 };
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 50, 200, 1000];

function native(suite, members, repeats) {
  const program = `${process.env.CONCLAVE_RELEASE ?? `${build}release`}/bench/mls/mls_scenario`;
  return JSON.parse(execFileSync(program, [suite, members, repeats].map(String), { encoding: 'utf8' }));
}

async function loadWasm() {
  const fromWeb = createRequire(new URL('../web/package.json', import.meta.url));
  const sodium = fromWeb('libsodium-wrappers-sumo');
  await sodium.ready;
  const source = readFileSync(new URL('../web/src/e2ee/host.ts', import.meta.url), 'utf8');
  const { code } = await fromWeb('esbuild').transform(source, { loader: 'ts', format: 'esm' });
  const { makeHostImports } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const path = `${process.env.CONCLAVE_WASM ?? `${build}wasm`}/bench/mls/mls_scenario.wasm`;
  const host = makeHostImports(sodium, () => wasm.memory.buffer, (text) => process.stderr.write(text));
  const wasm = (await WebAssembly.instantiate(readFileSync(path), { host })).instance.exports;
  wasm._initialize();
  return wasm;
}
const wasm = await loadWasm();

function inWasm(suite, members, repeats) {
  const scenario = wasm.scenario_new(suite, members);
  const times = steps.map((_, step) =>
    Array.from({ length: repeats }, () => {
      wasm.scenario_prepare(scenario, step);
      const before = cpuMs();
      wasm.scenario_run(scenario, step);
      return cpuMs() - before;
    }),
  );
  wasm.scenario_delete(scenario);
  return times;
}

/** Everybody but the creator and the joiners has a key package of ours: it only has to be added. */
async function foreign(make, members, repeats) {
  const peer = new Peer(members);
  let people = 0;
  const stranger = async () => new OurMember(peer, 1, clientName(++people), people).keyPackage();
  const creator = await make(++people);
  const joiners = [];
  const add = [];
  for (let i = 0; i < repeats; ++i) joiners.push(await make(++people));
  for (const joiner of joiners) add.push(await joiner.keyPackage());
  while (add.length + 1 < members) add.push(await stranger());

  const timed = async (action) => {
    const before = cpuMs();
    await action();
    return cpuMs() - before;
  };
  const times = [[], [], [], []];
  let made;
  for (let i = 0; i < repeats; ++i) {
    await creator.create(Uint8Array.of(1, i));
    times[0].push(await timed(async () => (made = await creator.commit({ add }))));
  }
  for (const joiner of joiners) times[1].push(await timed(() => joiner.join(made.welcome)));
  for (const step of [2, 3]) {
    for (let i = 0; i < repeats; ++i) {
      const { commit } = await creator.commit({ add: step === 2 ? [await stranger()] : [] });
      times[step].push(await timed(() => joiners[0].handle(commit)));
    }
  }
  peer.close();
  return times;
}

const suite1 = await loadSuite(1);
const makeTs = async (number) => new TsMember(suite1, clientName(number));
const makeCoreCrypto = (number) => new CoreCryptoMember(1, number).start();

for (const members of sizes) {
  const repeats = repeatsAt[members] ?? 3;
  const columns = [
    native(1, members, repeats),
    inWasm(3, members, repeats),
    await foreign(makeTs, members, repeats),
    await foreign(makeCoreCrypto, members, repeats),
  ].map((times) => times.map(median));
  const rows = steps.map((name, step) => {
    const [ours, oursInWasm, ...peers] = columns.map((column) => column[step]);
    const best = Math.min(...peers);
    const ratios = [ours, oursInWasm].map((mine) => `${figure(best / mine)} x`);
    return [name, ...[ours, oursInWasm, ...peers].map(figure), ...ratios];
  });
  const libraries = ['ours, native', 'ours, wasm', 'ts-mls', 'core-crypto'];
  const head = [`${members} members, CPU ms`, ...libraries, 'best peer / native', 'best peer / wasm'];
  print('MLS (ours in wasm in suite 3, all others in suite 1)', head, rows);
}
process.exit(0); // core-crypto keeps timers
