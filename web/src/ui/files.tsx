// A file that somebody offers. Until this person clicks, not a byte of it comes; and what came is
// only ever saved, never opened here.
import type { ComponentChildren, JSX } from 'preact';
import { displayName } from '../base/names';
import type { MessageId } from '../meeting/conversation_events';
import { type OfferedFile, findFile, plainFileName } from '../meeting/files';
import type { MeetingState } from '../meeting/state';
import { sizeOf, words } from '../text/catalogue';
import type { Send } from './send';
import { FileIcon } from './talk_icons';

export function FileCard({ id, state, send }: { id: MessageId; state: MeetingState; send: Send }): JSX.Element {
  const file = findFile(state.conversation.files, id);
  if (file === undefined) return <p class="quiet">{words().files.notKept}</p>;
  return (
    <section class="talk-card file" data-testid="file" data-name={file.name} data-status={file.status.type}>
      <div class="file-line">
        <FileIcon />
        <span class="file-name" dir="auto" title={displayName(file.name)}>
          {displayName(file.name)}
        </span>
        <span class="quiet">{sizeOf(file.size)}</span>
      </div>
      {file.status.type === 'coming' && <Progress received={file.status.received} size={file.size} />}
      <footer class="talk-foot">
        <span>{noteOf(file)}</span>
        <FileAction file={file} send={send} />
      </footer>
    </section>
  );
}

function Progress({ received, size }: { received: number; size: number }): JSX.Element {
  return <progress data-testid="file-progress" aria-label={words().files.coming(percentOf(received, size))} max={size} value={received} />;
}

function noteOf({ status, size, isOwn }: OfferedFile): string {
  const { files } = words();
  switch (status.type) {
    case 'offered':
      return isOwn ? files.own : '';
    case 'coming':
      return files.coming(percentOf(status.received, size));
    case 'here':
      return files.here;
    case 'failed':
      return files.failed[status.reason];
    case 'barred':
      return files.barred;
    case 'withdrawn':
      return files.withdrawn;
    case 'gone':
      return files.gone;
  }
}

function percentOf(received: number, size: number): number {
  return Math.floor((received / size) * 100);
}

function FileAction({ file, send }: { file: OfferedFile; send: Send }): JSX.Element | null {
  const { files } = words();
  const { id, status, isOwn } = file;
  switch (status.type) {
    case 'offered':
      return isOwn ? (
        <Withdraw file={id} send={send} />
      ) : (
        <Action id="file-get" onClick={() => send({ type: 'getFileClicked', file: id })}>
          {files.get}
        </Action>
      );
    case 'coming':
      return (
        <Action id="file-stop" onClick={() => send({ type: 'stopFileClicked', file: id })}>
          {files.stop}
        </Action>
      );
    case 'failed':
      return (
        <Action id="file-get" onClick={() => send({ type: 'getFileClicked', file: id })}>
          {files.getAgain}
        </Action>
      );
    case 'here':
      return (
        <a class="text-button" data-testid="file-save" href={status.url} download={plainFileName(file.name)}>
          {files.save}
        </a>
      );
    case 'barred':
      return isOwn ? <Withdraw file={id} send={send} /> : null;
    case 'withdrawn':
    case 'gone':
      return null;
  }
}

function Withdraw({ file, send }: { file: MessageId; send: Send }): JSX.Element {
  return (
    <Action id="file-withdraw" onClick={() => send({ type: 'withdrawFileClicked', file })}>
      {words().files.withdraw}
    </Action>
  );
}

interface ActionProps {
  readonly id: string;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function Action({ id, onClick, children }: ActionProps): JSX.Element {
  return (
    <button type="button" class="text-button" data-testid={id} onClick={onClick}>
      {children}
    </button>
  );
}
