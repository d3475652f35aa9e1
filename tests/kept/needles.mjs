// What is searched for, in every form in which a program may hold it, and the search itself.
import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inflateMozilla } from './mozilla_lz4.mjs';

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
const inIpv6 = (ip) => Buffer.concat([Buffer.from('ffff', 'hex'), bytesOf(ip)]);

// An address that nobody else here has: with and without a port.
export function address(ip) {
  return [
    ...text(ip, ip),
    needle(ip, 'mapped into IPv6', inIpv6(ip)),
    needle(ip, 'mapped, in hex groups', `${inIpv6(ip).toString('hex', 2, 4)}:${inIpv6(ip).toString('hex', 4, 6)}`),
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
    needle(what, 'sockaddr_in6', Buffer.concat([Buffer.from([10, 0]), network, Buffer.alloc(14), inIpv6(ip)])),
    needle(what, 'Address', Buffer.concat([inIpv6(ip), host])),
  ];
}

// How often each needle stands in these bytes; those that never do are left out.
export const search = (bytes, needles) => searcher(needles)(bytes);

const headBytes = 4;
const tableBits = 20;
const slotOf = (head) => Math.imul(head, 0x9e3779b1) >>> (32 - tableBits);

// The search itself, in one pass over the bytes however many needles there are: by the first four bytes of each.
function searcher(needles) {
  const mayBegin = new Uint8Array(1 << tableBits);
  const byHead = new Map();
  for (const one of needles) {
    if (one.bytes.length < headBytes) throw new Error(`${one.what} is too short to be searched for`);
    const head = one.bytes.readInt32BE(0);
    mayBegin[slotOf(head)] = 1;
    byHead.set(head, [...(byHead.get(head) ?? []), one]);
  }
  return (bytes) => {
    const found = {};
    let head = 0;
    for (let end = 1; end <= bytes.length; end += 1) {
      head = (head << 8) | bytes[end - 1];
      if (mayBegin[slotOf(head)] === 0 || end < headBytes) continue;
      for (const { what, bytes: wanted } of byHead.get(head) ?? []) {
        const begin = end - headBytes;
        const isHere = bytes.length >= begin + wanted.length && wanted.compare(bytes, begin, begin + wanted.length) === 0;
        if (isHere) found[what] = (found[what] ?? 0) + 1;
      }
    }
    return found;
  };
}

// Everything in a process's memory but what is mapped from a file and cannot be written: that is the file. The process
// stands still meanwhile.
export async function imageOf(pid) {
  process.kill(pid, 'SIGSTOP');
  const memory = await open(`/proc/${pid}/mem`);
  try {
    while (!/\) [Tt] /.test(await readFile(`/proc/${pid}/stat`, 'utf8'))) await sleep(1);
    const parts = [];
    for (const { from, size } of mapped(await readFile(`/proc/${pid}/maps`, 'utf8'))) parts.push(await read(memory, from, size));
    return Buffer.concat(parts);
  } finally {
    process.kill(pid, 'SIGCONT');
    await memory.close();
  }
}

// proc(5): address, rights, offset, device, inode, name. The kernel's own clock page cannot be read this way.
function mapped(maps) {
  const lines = maps.trim().split('\n').map((line) => line.split(/ +/));
  return lines
    .filter(([, rights, , , inode, name]) => rights[0] === 'r' && (rights[1] === 'w' || inode === '0') && !name?.startsWith('[vv'))
    .map(([range]) => range.split('-').map((end) => parseInt(end, 16)))
    .map(([from, to]) => ({ from, size: to - from }));
}

async function read(file, from, size) {
  const bytes = Buffer.alloc(size);
  for (let done = 0; done < size;) {
    const { bytesRead } = await file.read(bytes, done, size - done, from + done);
    if (bytesRead === 0) throw new Error('its memory changed while it was read');
    done += bytesRead;
  }
  return bytes;
}

// What stands in the files of a folder: {needle: [files]}.
export async function searchFolder(folder, needles) {
  const found = {};
  const searched = searcher(needles);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.path ?? entry.parentPath, entry.name);
    const bytes = await readFile(file);
    const plain = inflateMozilla(bytes) ?? bytes;
    const names = Buffer.from(file.slice(folder.length));
    for (const what of Object.keys(searched(Buffer.concat([plain, names])))) {
      (found[what] ??= []).push(file.slice(folder.length + 1));
    }
  }
  return found;
}
