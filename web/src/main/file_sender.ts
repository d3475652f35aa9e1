// Files that this person offers. They stay where they are; a chunk is read, and leaves, only when
// somebody asked for it, and no faster than the server takes it beside everything else.
import { fileBytesMax, fileChunkBytes, type MessageId, type PageMessage, type Said, type WorkerMessage } from '../e2ee/messages';
import { plainFileName } from '../meeting/files';

export interface FileSenderOptions {
  readonly post: (message: PageMessage) => void;
  /** Takes an offer back that cannot be kept. */
  readonly withdraw: (number: number) => void;
  /** What the person has to know. */
  readonly complain: (trouble: FileTrouble) => void;
}

export type FileTrouble = 'fileEmpty' | 'fileLarge' | 'fileUnreadable';

type Wanted = WorkerMessage & { readonly type: 'chunkWanted' };

/** In base64 a third more; the server bears 1 MiB a second of one connection (src/base/limits.h). */
const bytesPerSecond = 600 * 1024;
export const chunkMs = (fileChunkBytes / bytesPerSecond) * 1_000;

export class FileSender {
  /** Offered, but not yet heard back under a number. */
  private readonly unnumbered: File[] = [];
  private readonly files = new Map<number, File>();
  private wanted: Wanted[] = [];
  private isPumping = false;
  private isOver = false;

  constructor(private readonly options: FileSenderOptions) {}

  offer(files: readonly File[]): void {
    for (const file of files) {
      if (file.size === 0) this.options.complain('fileEmpty');
      else if (file.size > fileBytesMax) this.options.complain('fileLarge');
      else this.tellOf(file);
    }
  }

  /** Something of one's own was said: an offer has its number now, or is taken back. */
  heardOwn(id: MessageId, said: Said): void {
    if (said.type === 'fileWithdrawn') this.forget(said.file.number);
    if (said.type !== 'file') return;
    const index = this.unnumbered.findIndex((file) => plainFileName(file.name) === said.name && file.size === said.size);
    const [file] = index < 0 ? [] : this.unnumbered.splice(index, 1);
    if (file !== undefined) this.files.set(id.number, file);
  }

  /** Somebody wants a chunk. The core lets nobody wait for many at a time (limits::kChunksOwedMax), or for one twice. */
  want(wanted: Wanted): void {
    if (!this.files.has(wanted.file)) return;
    this.wanted.push(wanted);
    void this.pump();
  }

  end(): void {
    this.isOver = true;
    this.wanted = [];
    this.files.clear();
    this.unnumbered.length = 0;
  }

  private tellOf(file: File): void {
    this.unnumbered.push(file);
    this.options.post({ type: 'tell', said: { type: 'file', name: plainFileName(file.name), size: file.size } });
  }

  private async pump(): Promise<void> {
    if (this.isPumping) return;
    this.isPumping = true;
    for (let next = this.wanted.shift(); next !== undefined; next = this.wanted.shift()) {
      await this.send(next);
      await new Promise((resolve) => setTimeout(resolve, chunkMs));
    }
    this.isPumping = false;
  }

  private async send({ from, file, index }: Wanted): Promise<void> {
    const begin = index * fileChunkBytes;
    const source = this.files.get(file);
    if (source === undefined || begin >= source.size) return;
    try {
      const data = new Uint8Array(await source.slice(begin, begin + fileChunkBytes).arrayBuffer());
      if (!this.isOver) this.options.post({ type: 'sendChunk', to: from, file, index, data });
    } catch {
      this.giveUp(file); // it was changed or taken away on this device
    }
  }

  private giveUp(number: number): void {
    if (!this.files.has(number)) return;
    this.forget(number);
    this.options.withdraw(number);
    this.options.complain('fileUnreadable');
  }

  private forget(number: number): void {
    this.files.delete(number);
    this.wanted = this.wanted.filter(({ file }) => file !== number);
  }
}
