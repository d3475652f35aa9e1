// ts-mls (TypeScript over WebCrypto and noble), as one member of one group.
import { p256, p384 } from '@noble/curves/nist.js';
import * as mls from 'ts-mls';
import { createGroupInfoWithRatchetTree } from 'ts-mls/createCommit.js';
import { hex } from './ours.mjs';

export async function loadSuite(id) {
  const [name] = Object.entries(mls.ciphersuites).find(([, number]) => number === id);
  return mls.getCiphersuiteImpl(mls.getCiphersuiteFromName(name));
}

export class TsMember {
  static cannot = {
    proposeUpdate: 'ts-mls offers no way to make an Update proposal',
    joinExternally: 'ts-mls reads external_pub without the length that RFC 9420 12.4.3.2 puts ahead',
  };

  constructor(suite, name) {
    Object.assign(this, { suite, name, psks: {} });
  }

  get pskIndex() {
    return mls.makePskIndex(this.group, this.psks);
  }

  async keyPackage() {
    const credential = { credentialType: 'basic', identity: new TextEncoder().encode(this.name) };
    const { suite } = this;
    const keys = uncompressed(suite, await suite.signature.keygen());
    this.own = await mls.generateKeyPackageWithKey(
      credential, mls.defaultCapabilities(), mls.defaultLifetime, [], keys, suite,
    );
    return encode('mls_key_package', { keyPackage: this.own.publicPackage });
  }
  async addPsk(id, value) {
    this.psks[mls.bytesToBase64(id)] = value;
  }
  async create(groupId) {
    await this.keyPackage();
    this.group = await mls.createGroup(groupId, this.own.publicPackage, this.own.privatePackage, [], this.suite);
  }
  async join(welcome) {
    const { publicPackage, privatePackage } = this.own;
    this.group = await mls.joinGroup(decode(welcome).welcome, publicPackage, privatePackage, this.pskIndex, this.suite);
  }
  /** Built from ts-mls' parts: by itself it writes external_pub without its length (RFC 9420 12.4.3.2). */
  async groupInfo() {
    const { groupContext, confirmationTag, keySchedule, ratchetTree } = this.group;
    const { publicKey } = await this.suite.hpke.deriveKeyPair(keySchedule.externalSecret);
    const key = await this.suite.hpke.exportPublicKey(publicKey);
    const length = key.length < 64 ? [key.length] : [0x40 | (key.length >> 8), key.length & 255];
    const extensionData = Uint8Array.from([...length, ...key]);
    const extensions = [{ extensionType: 'external_pub', extensionData }];
    const groupInfo = await createGroupInfoWithRatchetTree(
      groupContext, confirmationTag, this.group, ratchetTree, extensions, this.suite,
    );
    return encode('mls_group_info', { groupInfo });
  }

  async commit({ add = [], remove = [], psk = [], isPublic = false } = {}) {
    const extraProposals = [
      ...add.map((message) => addProposal(message)),
      ...remove.map(({ name }) => this.removeProposal(name)),
      ...psk.map((id) => this.pskProposal(id)),
    ];
    const made = await mls.createCommit(
      { state: this.group, cipherSuite: this.suite, pskIndex: this.pskIndex },
      { extraProposals, wireAsPublicMessage: isPublic, ratchetTreeExtension: true },
    );
    this.group = made.newState;
    const welcome = made.welcome && encode('mls_welcome', { welcome: made.welcome });
    return { commit: mls.encodeMlsMessage(made.commit), welcome };
  }
  async propose(kind, { keyPackage, name, pskId, isPublic = false } = {}) {
    const proposals = {
      add: () => addProposal(keyPackage),
      remove: () => this.removeProposal(name),
      psk: () => this.pskProposal(pskId),
    };
    const made = await mls.createProposal(this.group, isPublic, proposals[kind](), this.suite);
    this.group = made.newState;
    return mls.encodeMlsMessage(made.message);
  }
  removeProposal(name) {
    const nameOf = ({ leaf }) => new TextDecoder().decode(leaf.credential.identity);
    const isTheirs = (node) => node?.nodeType === 'leaf' && nameOf(node) === name;
    const removed = this.group.ratchetTree.findIndex(isTheirs) / 2;
    return { proposalType: 'remove', remove: { removed } };
  }
  pskProposal(pskId) {
    const pskNonce = crypto.getRandomValues(new Uint8Array(this.suite.kdf.size));
    return { proposalType: 'psk', psk: { preSharedKeyId: { psktype: 'external', pskId, pskNonce } } };
  }

  async protect(data, { authenticatedData = new Uint8Array() } = {}) {
    const made = await mls.createApplicationMessage(this.group, data, this.suite, authenticatedData);
    this.group = made.newState;
    return encode('mls_private_message', { privateMessage: made.privateMessage });
  }
  /** Not by ts-mls' processMessage, which forgets the PSKs over a PrivateMessage. */
  async handle(message) {
    const epoch = this.group.groupContext.epoch;
    const { publicMessage, privateMessage } = decode(message);
    const done = publicMessage
      ? await mls.processPublicMessage(this.group, publicMessage, this.pskIndex, this.suite)
      : await mls.processPrivateMessage(this.group, privateMessage, this.pskIndex, this.suite);
    this.group = done.newState;
    if (done.kind === 'applicationMessage') return { kind: 'data', data: done.message };
    if (this.group.groupActiveState.kind === 'removedFromGroup') return { kind: 'removal' };
    return { kind: this.group.groupContext.epoch === epoch ? 'proposal' : 'commit' };
  }

  async state(label, context) {
    const { groupContext, keySchedule, ratchetTree } = this.group;
    const exported = await mls.mlsExporter(keySchedule.exporterSecret, label, context, 32, this.suite);
    return {
      epoch: Number(groupContext.epoch),
      members: ratchetTree.filter((node) => node?.nodeType === 'leaf').length,
      treeHash: hex(groupContext.treeHash),
      authenticator: hex(keySchedule.epochAuthenticator),
      exported: hex(exported),
    };
  }
}

/** RFC 9420 5.1.1 wants NIST points uncompressed, which ts-mls takes but does not make. */
function uncompressed(suite, keys) {
  const curve = { 2: p256, 7: p384 }[mls.ciphersuites[suite.name]];
  return curve === undefined ? keys : { ...keys, publicKey: curve.getPublicKey(keys.signKey, false) };
}

const addProposal = (message) => ({ proposalType: 'add', add: { keyPackage: decode(message).keyPackage } });

const encode = (wireformat, body) => mls.encodeMlsMessage({ version: 'mls10', wireformat, ...body });

function decode(message) {
  const decoded = mls.decodeMlsMessage(message, 0);
  if (decoded === undefined || decoded[1] !== message.length) throw new Error('ts-mls cannot decode this');
  return decoded[0];
}
