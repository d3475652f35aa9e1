// What people say to each other, between the worker and the state: words go one way, and files
// beside them. Of what is shown for a moment it says when that has passed.
import type { MessageId, PageMessage, WorkerMessage } from '../e2ee/messages';
import type { WorldEvent } from '../meeting/events';
import { findFile } from '../meeting/files';
import { momentMs } from '../meeting/reactions';
import { type MeetingState, self } from '../meeting/state';
import { FileReceiver } from './file_receiver';
import { FileSender } from './file_sender';

export interface TalkOptions {
  readonly post: (message: PageMessage) => void;
  readonly emit: (event: WorldEvent) => void;
  readonly state: () => MeetingState;
}

export class Talk {
  private readonly sender: FileSender;
  private readonly receiver: FileReceiver;

  constructor(private readonly options: TalkOptions) {
    const { post, emit } = options;
    this.sender = new FileSender({
      post,
      withdraw: (number) => this.withdraw(number),
      complain: (trouble) => emit({ type: 'alarm', cause: { kind: 'page', trouble } }),
    });
    this.receiver = new FileReceiver({
      post,
      emit,
      isWanted: (id) => this.find(id)?.status.type === 'coming',
      now: () => performance.now(),
    });
  }

  offer(files: readonly File[]): void {
    this.sender.offer(files);
  }

  get(id: MessageId): void {
    const file = this.find(id);
    if (file?.status.type === 'coming') this.receiver.get(file);
  }

  said(message: WorkerMessage & { readonly type: 'said' }): void {
    const { emit } = this.options;
    if (message.isSelf) this.sender.heardOwn(message.id, message.said);
    emit({ ...message, time: Date.now() });
    setTimeout(() => emit({ type: 'momentPassed', time: Date.now() }), momentMs);
  }

  chunkWanted(message: WorkerMessage & { readonly type: 'chunkWanted' }): void {
    this.sender.want(message);
  }

  chunk(message: WorkerMessage & { readonly type: 'chunk' }): void {
    this.receiver.take(message);
  }

  end(): void {
    this.sender.end();
    this.receiver.end();
  }

  private withdraw(number: number): void {
    const connection = self(this.options.state())?.connection;
    if (connection === undefined) return;
    this.options.post({ type: 'tell', said: { type: 'fileWithdrawn', file: { connection, number } } });
  }

  private find(id: MessageId) {
    return findFile(this.options.state().conversation.files, id);
  }
}
