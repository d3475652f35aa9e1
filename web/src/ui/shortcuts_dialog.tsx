// The list of keys that `?` shows.
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { shortcuts } from '../meeting/shortcuts';
import { words } from '../text/catalogue';
import { CloseIcon } from './icons';
import type { Send } from './send';

export function ShortcutsDialog({ send }: { send: Send }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const texts = words().look;
  const close = () => send({ type: 'overlayClosed' });
  return (
    <dialog class="dialog" ref={dialog} data-testid="shortcuts" aria-labelledby="shortcuts-title" onClose={close}>
      <header>
        <h2 id="shortcuts-title">{texts.shortcuts}</h2>
        <button type="button" class="close" aria-label={words().room.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <ul class="shortcuts list">
        {shortcuts.map(({ key, does }) => (
          <li key={key}>
            <span>{texts.keys[does]}</span>
            <kbd>{does === 'talk' || does === 'close' ? texts.keyNames[does] : key}</kbd>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
