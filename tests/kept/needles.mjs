// What is searched for, in every form in which a program may hold it, and the search itself.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateMozilla } from './mozilla_lz4.mjs';

const run = promisify(execFile);

// A needle is {what, bytes}: one form of one thing.
const needle = (what, form, bytes) => ({ what: `${what} (${form})`, bytes: Buffer.from(bytes) });

export function text(what, value) {
  return [needle(what, 'text', value), needle(what, 'UTF-16', Buffer.from(value, 'utf16le'))];
}

// Of base64url: the text and the bytes that it stands for.
export function encoded(what, value) {
  return [...text(what, value), needle(what, 'bytes', Buffer.from(value, 'base64url'))];
}

// "sha-256 4A:AD:..." or only the pairs.
export function fingerprint(what, value) {
  const pairs = value.replace(/^sha-256 /i, '');
  return [
    ...text(what, pairs), ...text(what, pairs.toLowerCase()),
    needle(what, 'bytes', Buffer.from(pairs.replaceAll(':', ''), 'hex')),
  ];
}

const bytesOf = (ip) => Buffer.from(ip.split('.').map(Number));
const mapped = (ip) => Buffer.concat([Buffer.from('ffff', 'hex'), bytesOf(ip)]);

// An address that nobody else here has: with and without a port.
export function address(ip) {
  return [
    ...text(ip, ip),
    needle(ip, 'mapped into IPv6', mapped(ip)),
    needle(ip, 'mapped, in hex groups', `${mapped(ip).toString('hex', 2, 4)}:${mapped(ip).toString('hex', 4, 6)}`),
  ];
}

// One that others have too: only with this port, as the kernel writes both, as Address does, and as texts do.
export function endpoint(ip, port) {
  const what = `${ip}:${port}`;
  const network = Buffer.alloc(2);
  network.writeUInt16BE(port);
  const host = Buffer.alloc(2);
  host.writeUInt16LE(port);
  return [
    ...text(what, what), ...text(what, `${ip} ${port} `),
    needle(what, 'sockaddr_in', Buffer.concat([Buffer.from([2, 0]), network, bytesOf(ip)])),
    needle(what, 'sockaddr_in6', Buffer.concat([Buffer.from([10, 0]), network, Buffer.alloc(14), mapped(ip)])),
    needle(what, 'Address', Buffer.concat([mapped(ip), host])),
  ];
}

// How often each needle stands in these bytes; those that never do are left out.
export function search(bytes, needles) {
  const found = {};
  for (const { what, bytes: wanted } of needles) {
    let count = 0;
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) count += 1;
    if (count > 0) found[what] = (found[what] ?? 0) + count;
  }
  return found;
}

// Everything a process has in memory, also what it asked not to be dumped.
export async function imageOf(pid) {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-image-'));
  try {
    await run('gcore', ['-a', '-o', join(folder, 'image'), `${pid}`], { timeout: 120_000, maxBuffer: 1 << 26 });
    return await readFile(join(folder, `image.${pid}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// What stands in the files of a folder: {needle: [files]}.
export async function searchFolder(folder, needles) {
  const found = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.path ?? entry.parentPath, entry.name);
    const bytes = await readFile(file);
    const plain = inflateMozilla(bytes) ?? bytes;
    const names = Buffer.from(file.slice(folder.length));
    for (const what of Object.keys(search(Buffer.concat([plain, names]), needles))) {
      (found[what] ??= []).push(file.slice(folder.length + 1));
    }
  }
  return found;
}
