// node run_wasm.mjs VECTORS_WASM DIR: runs every vector file below DIR in WebAssembly, with the
// very imports that the browser's worker uses (web/src/e2ee/host.ts).
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const [wasmPath, folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node run_wasm.mjs VECTORS_WASM DIR');
  process.exit(2);
}

const fromWeb = createRequire(new URL('../../web/package.json', import.meta.url));
const sodium = fromWeb('libsodium-wrappers-sumo');
const esbuild = fromWeb('esbuild');
await sodium.ready;

/** host.ts without its types: it imports nothing else. */
async function loadHost() {
  const source = readFileSync(new URL('../../web/src/e2ee/host.ts', import.meta.url), 'utf8');
  const { code } = await esbuild.transform(source, { loader: 'ts', format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return path.endsWith('.json') ? [path] : [];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)));
}

const { makeHostImports } = await loadHost();
const report = (text) => process.stderr.write(text);
const host = makeHostImports(sodium, () => wasm.memory.buffer, report);
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { host });
const wasm = instance.exports;
wasm._initialize();

const run = wasm.run_new();
for (const path of filesBelow(folder)) {
  const name = Buffer.from(basename(path));
  const input = Buffer.concat([name, readFileSync(path)]);
  const offset = wasm.run_input(run, input.length);
  new Uint8Array(wasm.memory.buffer, offset, input.length).set(input);
  wasm.run_file(run, name.length);
}
const text = wasm.run_report(run);
process.stdout.write(Buffer.from(wasm.memory.buffer, text, wasm.run_report_size(run)));
process.exit(wasm.run_failed(run) === 0 ? 0 : 1);
