// What every panel beside the stage has in common.
import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { words } from '../text/catalogue';
import { CloseIcon } from './icons';
import { useFocus } from './overlay';
import type { Send } from './send';

interface PanelProps {
  readonly title: string;
  readonly id: string;
  readonly send: Send;
  readonly children: ComponentChildren;
}

/** Takes the focus when it opens; Escape closes it and gives the focus back. */
export function Panel({ title, id, send, children }: PanelProps): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocus(panel, heading);
  const close = () => send({ type: 'panelClosed' });
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <aside ref={panel} class="panel" data-testid={id} aria-label={title} onKeyDown={closeOnEscape}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="close" aria-label={words().room.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <div class="panel-body" tabIndex={0}>{children}</div>
    </aside>
  );
}
