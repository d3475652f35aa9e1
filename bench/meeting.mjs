// Two WebAssembly cores in one meeting, as the browser's workers hold them: web/src/e2ee as it is,
// over a server of a few lines.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const web = new URL('../web/', import.meta.url);
const { build } = createRequire(new URL('package.json', web))('esbuild');

/** core.ts and frames.ts, bundled to where their one dependency is found. */
async function loadCore() {
  const contents = "export { Core } from './core'; export { Frames } from './frames';";
  const resolveDir = new URL('src/e2ee', web).pathname;
  const options = { bundle: true, format: 'esm', external: ['libsodium-wrappers-sumo'], write: false };
  const { outputFiles } = await build({ stdin: { contents, resolveDir, loader: 'ts' }, ...options });
  const folder = new URL('node_modules/.bench/', web);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('core.mjs', folder), outputFiles[0].text);
  return import(new URL('core.mjs', folder));
}

const { Core, Frames } = await loadCore();
const secret = 'AAECAwQFBgcICQoLDA0ODw';

export class Meeting {
  now = 1_000_000;
  clients = [];
  epoch = 0;

  async arrive(name) {
    const module = await WebAssembly.compile(readFileSync(new URL('src/generated/e2ee.wasm', web)));
    const core = await Core.load(module, (text) => console.error(text));
    const client = { connection: this.clients.length + 1, core, frames: new Frames(core), isMember: false };
    core.open(secret, name, '', 1_800_000_000, this.now);
    this.clients.push(client);
    const members = this.members.map((member) => member.connection);
    const hello = { type: 'hello', version: 1, connection: client.connection, resume: new Uint8Array() };
    this.deliver(client, { ...hello, resumed: false, members, epoch: this.epoch });
    for (let i = 0; i < 20; ++i) this.wake();
    if (!client.isMember) throw new Error(`${name} was not let in`);
    return client;
  }

  wake() {
    this.now += 50_000;
    for (const client of this.clients) {
      if (client.core.nextWake() <= this.now) this.take(client, client.core.wake(this.now));
    }
  }
  get members() {
    return this.clients.filter((client) => client.isMember);
  }
  deliver(to, message) {
    this.take(to, to.core.receive(message, this.now));
  }
  take(from, events) {
    for (const event of events) {
      if (event.type === 'toServer') this.serve(from, event.message);
      if (event.type === 'knocksChanged') this.admit(from, event.waiting);
    }
  }
  admit(host, waiting) {
    for (const { connection } of waiting) this.take(host, host.core.admit(connection, this.now));
  }

  serve(from, message) {
    const others = this.members.filter((member) => member !== from);
    if (message.type === 'create') {
      if (others.length > 0) return this.deliver(from, { type: 'exists' });
      from.isMember = true;
      this.deliver(from, { type: 'created' });
    } else if (message.type === 'commit') {
      this.serveCommit(from, others, message);
    } else {
      const receivers = others.filter((to) => (message.to ?? to.connection) === to.connection);
      for (const to of receivers) this.deliver(to, { ...message, from: from.connection });
    }
  }
  serveCommit(from, others, { epoch, envelope, welcome }) {
    this.epoch = epoch + 1;
    this.deliver(from, { type: 'accepted', epoch });
    const told = { from: from.connection, epoch };
    for (const to of others) this.deliver(to, { type: 'commit', ...told, envelope });
    for (const to of this.clients.filter((client) => welcome?.to.includes(client.connection))) {
      to.isMember = true;
      this.deliver(to, { type: 'welcome', ...told, epoch: epoch + 1, envelope: welcome.envelope });
    }
  }
}
