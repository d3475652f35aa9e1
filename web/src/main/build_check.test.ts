import { expect, test } from 'vitest';
import { type Fetch, checkBuild } from './build_check';

const helloHash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const list = `${helloHash}  assets/a-1.js\n${helloHash}  index.html\n`;

const served = (files: Readonly<Record<string, string>>): Fetch => (path) => {
  const text = files[path];
  if (text === undefined) return Promise.reject(new Error('404'));
  const { buffer } = Uint8Array.from(new TextEncoder().encode(text));
  return Promise.resolve(buffer);
};
const whole = { 'manifest.txt': list, 'assets/a-1.js': 'hello', 'index.html': 'hello' };

test('files that are as listed are the same, under the hash of the list', async () => {
  expect(await checkBuild(served(whole))).toEqual({
    type: 'same',
    hash: '71d0e3720a63be68449e8c2b6c33055ee8eeb4c7d249292d41f5396564eda543',
  });
});

test('a file that was changed or is missing is different', async () => {
  expect(await checkBuild(served({ ...whole, 'index.html': 'hello!' }))).toMatchObject({ type: 'different' });
  expect(await checkBuild(served({ 'manifest.txt': list, 'index.html': 'hello' }))).toMatchObject({ type: 'different' });
});

test('without a list, or with one that is none, nothing is claimed', async () => {
  expect(await checkBuild(served({}))).toEqual({ type: 'unlisted' });
  expect(await checkBuild(served({ 'manifest.txt': '<html>' }))).toEqual({ type: 'unlisted' });
});
