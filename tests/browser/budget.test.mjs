// What the page weighs before the crypto core, and that nothing stands before its first paint.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const dist = new URL('../../web/dist/', import.meta.url);
const bytesMax = 300_000;

const weigh = async (name) => gzipSync(await readFile(new URL(name, dist))).length;

// What index.html names, and what those modules import at once; neither the worker with its core nor what is loaded later.
async function filesBeforeTheCore() {
  const html = await readFile(new URL('index.html', dist), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1]);
  const files = new Set(['index.html', ...named]);
  for (const name of files) {
    if (!name.endsWith('.js')) continue;
    const code = await readFile(new URL(name, dist), 'utf8');
    for (const [, path] of code.matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g)) files.add(`assets/${path}`);
  }
  return [...files];
}

test('the page weighs less than 300 kB, compressed, before the crypto core', async (t) => {
  const files = await filesBeforeTheCore();
  assert.ok(files.some((name) => name.endsWith('.js')) && files.some((name) => name.endsWith('.css')));
  const weights = await Promise.all(files.map(weigh));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  t.diagnostic(`${Math.round(total / 1000)} kB in ${files.length} files`);
  assert.ok(total < bytesMax, `${total} bytes`);
});

test('no script but modules, which wait for nothing and hold up nothing', async () => {
  const html = await readFile(new URL('index.html', dist), 'utf8');
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map((match) => match[0]);
  assert.equal(scripts.length, 1);
  for (const script of scripts) assert.match(script, /type="module"/);
  assert.doesNotMatch(html, /@import|fonts\./);
});
