// What the browsers of a test know and the server must not: the page is served with a few lines of the test's own before
// the worker's, which look over its shoulder. The product has no such way in: only what is served here is another page.
import { cp, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const channelName = 'test-secrets';
export const frameBytes = 24; // of a frame, from where it is nobody's header any more

// A folder to serve the page from.
export async function watchedPage() {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-page-'));
  await cp(`${root}web/dist`, folder, { recursive: true });
  const [worker] = (await readdir(`${folder}/assets`)).filter((file) => /^worker-.*\.js$/.test(file));
  const file = `${folder}/assets/${worker}`;
  await writeFile(file, `(${watchWorker})('${channelName}', ${frameBytes});\n${await readFile(file)}`);
  return folder;
}

// Runs inside the worker, before its own code. Every secret of the core is made by HMAC-SHA256 (HKDF), or is a private
// key of which it wants the public half; what HKDF makes is named by its label.
function watchWorker(name, frameSize) {
  const channel = new BroadcastChannel(name);
  const tell = (what, bytes) => channel.postMessage({ what, bytes });

  const labelOf = (data) => {
    const text = String.fromCharCode(...data.subarray(0, 200));
    const mls = text.indexOf('MLS 1.0 '); // RFC 9420 section 8: behind its length
    if (mls > 0) return text.slice(mls, mls + data[mls - 1]);
    return /(SFrame|Conclave|HPKE-v1|meeting id|knock|psk)[ .\w-]*/.exec(text)?.[0] ?? 'extracted';
  };

  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    if (imports?.host?.hmac_sha256 === undefined) return instantiate(module, imports);
    const { host } = imports;
    let memory;
    const at = (offset, size) => new Uint8Array(memory.buffer, offset >>> 0, size).slice();
    const instance = await instantiate(module, {
      ...imports,
      host: {
        ...host,
        hmac_sha256(key, data, size, out) {
          const label = labelOf(at(data, size));
          host.hmac_sha256(key, data, size, out);
          tell(label, at(out, 16));
        },
        x25519_public(privateKey, out) {
          tell('a private key of X25519', at(privateKey, 32));
          return host.x25519_public(privateKey, out);
        },
        ed25519_public(seed, out) {
          tell('a private key of Ed25519', at(seed, 32));
          return host.ed25519_public(seed, out);
        },
      },
    });
    ({ memory } = instance.exports);
    return instance;
  };

  // Of the frames one now and then, and of that what is not all the same.
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  const from = 40;
  let toldAt = 0;
  crypto.subtle.encrypt = async (algorithm, key, plaintext) => {
    const plain = new Uint8Array(plaintext.buffer ?? plaintext, plaintext.byteOffset ?? 0, plaintext.byteLength).slice(0, from + frameSize);
    const sealed = await encrypt(algorithm, key, plaintext);
    const piece = plain.slice(from, from + frameSize);
    if (new Set(piece).size > frameSize / 2 && performance.now() - toldAt > 200) {
      toldAt = performance.now();
      tell('a frame', piece);
      tell('a sealed frame', new Uint8Array(sealed, from, frameSize).slice());
    }
    return sealed;
  };
}

// Before the person opens a page: it keeps what its worker tells.
export function watch(person) {
  return person.page.evaluateOnNewDocument((name) => {
    window.testSecrets = [];
    const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    new BroadcastChannel(name).onmessage = ({ data }) => window.testSecrets.push([data.what, hex(data.bytes)]);
  }, channelName);
}

// All that the person's worker has told: [{what, bytes}]; nothing before the first page.
export async function secretsOf(person) {
  const told = await person.page.evaluate(() => window.testSecrets ?? []);
  return told.map(([what, hex]) => ({ what, bytes: Buffer.from(hex, 'hex') }));
}
