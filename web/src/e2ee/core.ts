// The WebAssembly core (apps/e2ee_wasm) as a typed object: the only file that knows pointers. It
// runs in the e2ee worker and in node. Moments are microseconds of one monotonic clock.
import sodium from 'libsodium-wrappers-sumo';
import { type CoreEvent, decodeEvents, policyChangeNumbers } from './core_events';
import {
  type FrameVerdict,
  type OpenPlan,
  type SealPlan,
  decodeOpenPlan,
  decodeSealPlan,
  decodeVerdict,
  encodeServerMessage,
} from './core_wire';
import { encodeSaid } from './core_words';
import { makeHostImports } from './host';
import {
  type KeyServerMessage,
  type MessageId,
  type OwnState,
  type PolicyChange,
  type Said,
  type SourceKind,
  sourceKinds,
} from './messages';

/** src/base/result.h, in its order. */
export const errorCodes = [
  'malformed',
  'limit',
  'unsupported',
  'unauthentic',
  'replayed',
  'stale',
  'notYet',
  'invalid',
  'notFound',
  'refused',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export class CoreError extends Error {
  constructor(
    readonly code: ErrorCode,
    text: string,
  ) {
    super(text);
  }
}

interface CoreExports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  core_new(): number;
  core_input(core: number, size: number): number;
  core_output(core: number): number;
  core_output_size(core: number): number;
  core_wipe_buffers(core: number): void;
  core_open(
    core: number,
    fragmentSize: number,
    nameSize: number,
    unixSeconds: number,
    now: number,
  ): number;
  core_receive(core: number, now: number): number;
  core_wake(core: number, now: number): number;
  core_next_wake(core: number): number;
  core_say(
    core: number,
    microphone: number,
    camera: number,
    screen: number,
    isScreenPaused: number,
    now: number,
  ): number;
  core_raise_hand(core: number, isRaised: number, now: number): number;
  core_tell(core: number, now: number): number;
  core_tell_to(core: number, leaf: number, now: number): number;
  core_want_chunk(
    core: number,
    connection: number,
    file: number,
    index: number,
    now: number,
  ): number;
  core_send_chunk(
    core: number,
    connection: number,
    file: number,
    index: number,
    now: number,
  ): number;
  core_admit(core: number, connection: number, now: number): number;
  core_deny(core: number, connection: number, now: number): number;
  core_remove(core: number, leaf: number, doesChangeLink: number, now: number): number;
  core_change_policy(core: number, field: number, value: number, now: number): number;
  core_set_host(core: number, leaf: number, isHost: number, now: number): number;
  core_change_link(core: number, now: number): number;
  core_invite(core: number, now: number): number;
  core_leave(core: number): void;
  core_seal_begin(
    core: number,
    kind: number,
    layer: number,
    size: number,
    isKeyFrame: number,
    isSpeaking: number,
  ): number;
  core_seal_key(core: number, keyId: number): number;
  core_open_begin(core: number, isVideo: number, frameSize: number, now: number): number;
  core_open_key(core: number, keyId: number): number;
  core_open_finish(
    core: number,
    keyId: number,
    epoch: number,
    counter: number,
    isKeyFrame: number,
    plaintextHead: number,
    plaintextSize: number,
  ): number;
  core_live_epochs(core: number): number;
}

const frameHeadBytesMax = 18; // src/e2ee/frame_receiver.h, kFrameHeadBytesMax

export class Core {
  private readonly self: number;

  private constructor(private readonly wasm: CoreExports) {
    this.self = wasm.core_new();
  }

  /** `report` gets the last words of a core that stops over a mistake of its own. */
  static async load(module: WebAssembly.Module, report: (text: string) => void): Promise<Core> {
    await sodium.ready;
    const memory = (): ArrayBuffer => exports.memory.buffer;
    const host = makeHostImports(sodium, memory, report);
    const instance = await WebAssembly.instantiate(module, { host });
    const exports = instance.exports as unknown as CoreExports;
    exports._initialize();
    return new Core(exports);
  }

  // ---- the meeting ----

  /** `secret` is the link's fragment. Returns the meeting id. */
  open(secret: string, name: string, passphrase: string, unixSeconds: number, now: number): string {
    const [fragmentSize = 0, nameSize = 0] = this.inputTexts(secret, name, passphrase);
    const status = this.wasm.core_open(this.self, fragmentSize, nameSize, unixSeconds, now);
    const meetingId = new TextDecoder().decode(this.answer(status));
    this.wasm.core_wipe_buffers(this.self);
    return meetingId;
  }

  receive(message: KeyServerMessage, now: number): CoreEvent[] {
    const bytes = encodeServerMessage(message);
    this.input(bytes.length).set(bytes);
    return this.events(this.wasm.core_receive(this.self, now));
  }

  wake(now: number): CoreEvent[] {
    return this.events(this.wasm.core_wake(this.self, now));
  }

  /** When to call wake; Infinity for never. */
  nextWake(): number {
    return this.wasm.core_next_wake(this.self);
  }

  say(state: Omit<OwnState, 'isHandRaised'>, now: number): CoreEvent[] {
    const { microphone, camera, screen, isScreenPaused } = state;
    return this.events(
      this.wasm.core_say(
        this.self,
        Number(microphone),
        Number(camera),
        Number(screen),
        Number(isScreenPaused),
        now,
      ),
    );
  }

  // ---- what a member says; refused, as an exception, when the meeting's rules forbid it ----

  raiseHand(isRaised: boolean, now: number): CoreEvent[] {
    return this.events(this.wasm.core_raise_hand(this.self, Number(isRaised), now));
  }

  /** An ask to the member of leaf `to`, everything else to everybody. */
  tell(said: Said, to: number | undefined, now: number): CoreEvent[] {
    const bytes = encodeSaid(said);
    this.input(bytes.length).set(bytes);
    return this.events(
      to === undefined
        ? this.wasm.core_tell(this.self, now)
        : this.wasm.core_tell_to(this.self, to, now),
    );
  }

  wantChunk({ connection, number }: MessageId, index: number, now: number): CoreEvent[] {
    return this.events(this.wasm.core_want_chunk(this.self, connection, number, index, now));
  }

  sendChunk(to: number, file: number, index: number, data: Uint8Array, now: number): CoreEvent[] {
    this.input(data.length).set(data);
    return this.events(this.wasm.core_send_chunk(this.self, to, file, index, now));
  }

  // ---- wishes of a host; refused, as an exception, to anybody else ----

  admit(connection: number, now: number): CoreEvent[] {
    return this.events(this.wasm.core_admit(this.self, connection, now));
  }

  deny(connection: number, now: number): CoreEvent[] {
    return this.events(this.wasm.core_deny(this.self, connection, now));
  }

  remove(leaf: number, doesChangeLink: boolean, now: number): CoreEvent[] {
    return this.events(this.wasm.core_remove(this.self, leaf, Number(doesChangeLink), now));
  }

  changePolicy(change: PolicyChange, now: number): CoreEvent[] {
    const { field, value } = policyChangeNumbers(change);
    return this.events(this.wasm.core_change_policy(this.self, field, value, now));
  }

  setHost(leaf: number, isHost: boolean, now: number): CoreEvent[] {
    return this.events(this.wasm.core_set_host(this.self, leaf, Number(isHost), now));
  }

  changeLink(now: number): CoreEvent[] {
    return this.events(this.wasm.core_change_link(this.self, now));
  }

  invite(label: string, now: number): CoreEvent[] {
    this.inputTexts(label);
    return this.events(this.wasm.core_invite(this.self, now));
  }

  /** Wipes every key. */
  leave(): void {
    this.wasm.core_leave(this.self);
  }

  // ---- frames ----

  sealBegin(
    kind: SourceKind,
    layer: number,
    size: number,
    isKeyFrame: boolean,
    isSpeaking: boolean,
  ): SealPlan {
    const status = this.wasm.core_seal_begin(
      this.self,
      sourceKinds.indexOf(kind),
      layer,
      size,
      Number(isKeyFrame),
      Number(isSpeaking),
    );
    return decodeSealPlan(this.answer(status));
  }

  openBegin(isVideo: boolean, frame: Uint8Array, now: number): OpenPlan {
    const head = frame.subarray(0, frameHeadBytesMax);
    this.input(head.length).set(head);
    const status = this.wasm.core_open_begin(this.self, Number(isVideo), frame.length, now);
    return decodeOpenPlan(this.answer(status));
  }

  openFinish(plan: OpenPlan, plaintext: Uint8Array): FrameVerdict {
    const head = ((plaintext[0] ?? 0) << 8) | (plaintext[1] ?? 0);
    const status = this.wasm.core_open_finish(
      this.self,
      plan.keyId,
      plan.epoch,
      plan.counter,
      Number(plan.isKeyFrame),
      head,
      plaintext.length,
    );
    return decodeVerdict(this.answer(status));
  }

  /** The raw key that a plan named: for importKey at once, and then to be wiped. */
  sealKey(keyId: number): Uint8Array<ArrayBuffer> {
    return this.takeSecret(this.wasm.core_seal_key(this.self, keyId));
  }
  openKey(keyId: number): Uint8Array<ArrayBuffer> {
    return this.takeSecret(this.wasm.core_open_key(this.self, keyId));
  }

  /** Low bytes of the epochs whose keys are alive. */
  liveEpochs(): readonly number[] {
    return [...this.answer(this.wasm.core_live_epochs(this.self))];
  }

  // ---- pointers ----

  /** Texts one behind the other as the next call's input; their sizes in bytes. */
  private inputTexts(...texts: readonly string[]): readonly number[] {
    const runs = texts.map((text) => new TextEncoder().encode(text));
    const input = this.input(runs.reduce((size, run) => size + run.length, 0));
    let offset = 0;
    for (const run of runs) {
      input.set(run, offset);
      offset += run.length;
      run.fill(0); // one of them may be a passphrase
    }
    return runs.map((run) => run.length);
  }

  private events(status: number): CoreEvent[] {
    return decodeEvents(this.answer(status));
  }

  /** Room for the next call's input, valid until the next call into the core. */
  private input(size: number): Uint8Array {
    const offset = this.wasm.core_input(this.self, size);
    return new Uint8Array(this.wasm.memory.buffer, offset, size);
  }

  /** What a call left, valid until the next one; its error as an exception. */
  private answer(status: number): Uint8Array {
    const offset = this.wasm.core_output(this.self);
    const size = this.wasm.core_output_size(this.self);
    const output = new Uint8Array(this.wasm.memory.buffer, offset, size);
    if (status === 0) return output;
    throw new CoreError(errorCodes[status - 1] ?? 'internal', new TextDecoder().decode(output));
  }

  private takeSecret(status: number): Uint8Array<ArrayBuffer> {
    const secret = Uint8Array.from(this.answer(status));
    this.wasm.core_wipe_buffers(this.self);
    return secret;
  }
}
