// Files that this person asked for, chunk by chunk. Nothing comes unasked, nothing is kept but in
// this page's memory, and what came is of the type that browsers only ever save.
import { fileChunkBytes, type MessageId, type PageMessage, type WorkerMessage } from '../e2ee/messages';
import { sameId } from '../meeting/chat';
import type { ConversationWorldEvent } from '../meeting/conversation_events';
import type { OfferedFile } from '../meeting/files';

export interface FileReceiverOptions {
  readonly post: (message: PageMessage) => void;
  readonly emit: (event: ConversationWorldEvent) => void;
  /** Whether the person still wants it, and its sender still has it. */
  readonly isWanted: (file: MessageId) => boolean;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

export const windowChunks = 4;
export const repeatMs = 5_000;
export const patienceMs = 30_000;
const lookMs = 1_000;

interface Coming {
  readonly id: MessageId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly chunks: number;
  /** Chunks that are here. */
  readonly here: Set<number>;
  /** Chunks that were asked for, and when. */
  readonly asked: Map<number, number>;
  received: number;
  heardAt: number;
}

export class FileReceiver {
  private coming: Coming[] = [];
  private readonly urls: string[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: FileReceiverOptions) {}

  get({ id, size }: OfferedFile): void {
    if (this.coming.some((one) => sameId(one.id, id))) return;
    const file: Coming = {
      id,
      bytes: new Uint8Array(size),
      chunks: Math.ceil(size / fileChunkBytes),
      here: new Set(),
      asked: new Map(),
      received: 0,
      heardAt: this.options.now(),
    };
    this.coming.push(file);
    this.timer ??= setInterval(() => this.look(), lookMs);
    this.ask(file);
  }

  /** A chunk came; those that nobody asked for are dropped. */
  take({ from, file: number, index, data }: WorkerMessage & { readonly type: 'chunk' }): void {
    const file = this.coming.find(({ id }) => id.connection === from && id.number === number);
    if (file === undefined || !this.options.isWanted(file.id) || !file.asked.has(index)) return;
    const begin = index * fileChunkBytes;
    const size = Math.min(fileChunkBytes, file.bytes.length - begin);
    if (data.length !== size) return this.fail(file, 'wrong');
    file.bytes.set(data, begin);
    file.asked.delete(index);
    file.here.add(index);
    file.received += size;
    file.heardAt = this.options.now();
    if (file.here.size === file.chunks) return this.finish(file);
    this.options.emit({ type: 'fileCame', file: file.id, received: file.received });
    this.ask(file);
  }

  end(): void {
    clearInterval(this.timer);
    this.coming = [];
    for (const url of this.urls) URL.revokeObjectURL(url);
  }

  /** Asks for the first chunks that are missing, a few at a time; again for those that do not come. */
  private ask({ id, chunks, here, asked }: Coming): void {
    const now = this.options.now();
    for (let index = 0; index < chunks && asked.size < windowChunks; index += 1) {
      if (here.has(index) || asked.has(index)) continue;
      asked.set(index, now);
      this.options.post({ type: 'wantChunk', file: id, index });
    }
  }

  private look(): void {
    const now = this.options.now();
    for (const file of this.coming) {
      if (!this.options.isWanted(file.id)) this.drop(file);
      else if (now - file.heardAt > patienceMs) this.fail(file, 'silent');
      else this.askAgain(file, now);
    }
  }

  private askAgain(file: Coming, now: number): void {
    for (const [index, time] of file.asked) if (now - time > repeatMs) file.asked.delete(index);
    this.ask(file);
  }

  private finish(file: Coming): void {
    this.drop(file);
    const url = URL.createObjectURL(new Blob([file.bytes], { type: 'application/octet-stream' }));
    this.urls.push(url);
    this.options.emit({ type: 'fileHere', file: file.id, url });
  }

  private fail(file: Coming, reason: 'silent' | 'wrong'): void {
    this.drop(file);
    this.options.emit({ type: 'fileFailed', file: file.id, reason });
  }

  private drop(file: Coming): void {
    this.coming = this.coming.filter((one) => one !== file);
    if (this.coming.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
