// Holds the files of this page, as the server hands them out now, to the list that comes with them
// (web/manifest.ts). That finds a file changed by mistake or by half; a server that means harm lists
// what it serves. So the list's own hash is what a person compares, elsewhere, with a build of their
// own: `./dev manifest`.
import { sha256Hex } from '../base/hex';
import type { Build } from '../meeting/layers';

export type Fetch = (path: string) => Promise<ArrayBuffer>;

const linePattern = /^([0-9a-f]{64}) {2}([\w./-]+)$/;

export async function checkBuild(fetchFile: Fetch): Promise<Build> {
  const list = await fetchFile('manifest.txt').catch(() => undefined);
  if (list === undefined) return { type: 'unlisted' };
  const lines = new TextDecoder().decode(list).trimEnd().split('\n').map((line) => linePattern.exec(line));
  const hash = await sha256Hex(list);
  for (const line of lines) {
    const [, expected = '', path = ''] = line ?? [];
    if (path === '') return { type: 'unlisted' };
    const bytes = await fetchFile(path).catch(() => new ArrayBuffer(0));
    if ((await sha256Hex(bytes)) !== expected) return { type: 'different', hash };
  }
  return { type: 'same', hash };
}

/** Of this page's own origin, past every cache. */
export async function fetchOwn(path: string): Promise<ArrayBuffer> {
  const answer = await fetch(new URL(path, location.origin), { cache: 'no-store', credentials: 'omit' });
  if (!answer.ok) throw new Error(`no ${path}`);
  return answer.arrayBuffer();
}
