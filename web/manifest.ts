// Writes manifest.txt beside the built page: the SHA-256 of every file of it, as sha256sum writes
// and checks them. Its own SHA-256 is what the page shows as the build's.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

export const manifestName = 'manifest.txt';

export function manifest(): Plugin {
  let folder = '';
  return {
    name: 'manifest',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: () => writeFileSync(join(folder, manifestName), manifestOf(folder)),
  };
}

function manifestOf(folder: string): string {
  const lines = filesIn(folder).map((file) => `${sha256(readFileSync(file))}  ${relative(folder, file)}\n`);
  return lines.sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('');
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.name === manifestName ? [] : [path];
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
