// What a program leaves on disk, by the system calls it makes: strace, filtered in the kernel, so that media is not
// slowed down.
import { readFile } from 'node:fs/promises';

const calls = ['open', 'openat', 'openat2', 'creat', 'rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink',
  'symlinkat', 'mkdir', 'mkdirat', 'mknod', 'mknodat', 'truncate', 'ftruncate', 'write', 'writev', 'pwrite64', 'pwritev'];

// The words to put before a command line.
export const under = (log) => ['strace', '-f', '-yy', '--seccomp-bpf', '-s', '64', '-e', `trace=${calls.join(',')}`, '-o', log];

// The calls that succeeded in making or changing a file, or wrote to one. Writing to what is no file (event counters,
// sockets, the terminal) leaves nothing behind.
export async function trailOf(log) {
  const lines = (await readFile(log, 'utf8')).split('\n');
  return lines.filter((line) => {
    const [, call, rest] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
    if (call === undefined || / = -1 /.test(rest)) return false;
    if (/^p?writev?(64)?$/.test(call)) return /^\d+<\//.test(rest) && !/^\d+<\/dev\//.test(rest);
    if (/^open|^creat/.test(call)) return /O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE/.test(rest) && !rest.includes('"/dev/');
    return true;
  });
}
