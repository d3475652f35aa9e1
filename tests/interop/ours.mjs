// Our MLS, as a process (mls_peer): one command at a time, bytes in hex.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../build/dev/tests/interop/mls_peer', import.meta.url));

/** An answer with an error in it. */
export class Refused extends Error {}

export class Peer {
  constructor(seed = 1) {
    const program = process.env.CONCLAVE_MLS_PEER ?? built;
    if (!existsSync(program)) throw new Error(`${program} is not built`);
    this.child = spawn(program, [String(seed)], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = [];
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.resolve(JSON.parse(line)));
    this.child.on('exit', (code, signal) => {
      for (const { reject } of this.waiting) reject(new Error(`mls_peer ended with ${signal ?? code}`));
    });
  }

  async ask(command) {
    const answer = new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
    const said = await answer;
    if (said.error !== undefined) throw new Refused(`${said.error}: ${said.text}`);
    return said;
  }

  close() {
    this.child.stdin.end();
  }
}

export class OurMember {
  static cannot = {};

  constructor(peer, suite, name, number) {
    Object.assign(this, { peer, suite, name, number });
  }

  do(action, fields = {}) {
    return this.peer.ask({ do: action, as: this.name, suite: this.suite, ...fields });
  }

  async keyPackage() {
    return bytes((await this.do('key_package')).key_package);
  }
  async addPsk(id, value) {
    await this.do('psk', { id: hex(id), value: hex(value) });
  }
  async create(groupId) {
    await this.do('key_package');
    await this.do('create', { group_id: hex(groupId) });
  }
  async join(welcome) {
    await this.do('join', { welcome: hex(welcome) });
  }
  async joinExternally(groupInfo) {
    await this.do('key_package');
    return bytes((await this.do('join_externally', { group_info: hex(groupInfo) })).commit);
  }
  async groupInfo() {
    return bytes((await this.do('group_info')).group_info);
  }

  async commit({ add = [], remove = [], psk = [], isPublic = false } = {}) {
    const names = remove.map(({ name }) => name);
    const said = await this.do('commit', { add: add.map(hex), remove: names, psk: psk.map(hex), public: isPublic });
    return { commit: bytes(said.commit), welcome: said.welcome && bytes(said.welcome) };
  }
  async propose(kind, { keyPackage, name, pskId, isPublic = false } = {}) {
    const fields = { kind, public: isPublic };
    if (keyPackage) fields.key_package = hex(keyPackage);
    if (name) fields.name = name;
    if (pskId) fields.id = hex(pskId);
    return bytes((await this.do('propose', fields)).message);
  }

  async protect(data, { authenticatedData = new Uint8Array(), bucket = 0 } = {}) {
    const fields = { data: hex(data), authenticated_data: hex(authenticatedData), bucket };
    return bytes((await this.do('protect', fields)).message);
  }
  async handle(message) {
    const said = await this.do('handle', { message: hex(message) });
    return said.kind === 'data' ? { kind: 'data', data: bytes(said.data) } : { kind: said.kind };
  }

  /** What all members must agree on. */
  async state(label, context) {
    const said = await this.do('state', { label, context: hex(context) });
    return {
      epoch: said.epoch,
      members: said.members,
      treeHash: said.tree_hash,
      authenticator: said.authenticator,
      exported: said.exported,
    };
  }
}

export const hex = (data) => Buffer.from(data).toString('hex');
export const bytes = (text) => Uint8Array.from(Buffer.from(text, 'hex'));
