// The small window above all others: who speaks, and the buttons one must always reach.
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { apartTile } from '../meeting/layout';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { Control, DeviceControl } from './controls';
import { BackIcon, LeaveIcon } from './icons';
import { markLanguage } from './language';
import type { Send } from './send';
import { markTheme } from './theme';
import { PersonTile } from './tile';

interface Props {
  readonly state: ReadonlySignal<MeetingState>;
  readonly send: Send;
  readonly window: Window;
}

export function Apart({ state, send, window }: Props): JSX.Element {
  const { width, height } = useSize(window);
  const tile = apartTile(state.value);
  const { microphone, camera } = state.value.devices;
  const { theme } = state.value.view;
  const texts = words();
  useEffect(() => markLanguage(window.document.documentElement), [window, texts]);
  useEffect(() => markTheme(window.document.documentElement, theme), [window, theme]);
  return (
    <main class="apart" data-testid="apart">
      {tile && <PersonTile place={{ tile, part: 'stage', x: 0, y: 0, width, height }} epoch={state.value.epoch} send={send} />}
      <nav class="apart-controls" aria-label={texts.room.controls}>
        <DeviceControl kind="microphone" device={microphone} send={send} />
        <DeviceControl kind="camera" device={camera} send={send} />
        <Control id="apart-back" label={texts.look.backToPage} onClick={() => send({ type: 'apartClicked' })}>
          <BackIcon />
        </Control>
        <Control id="apart-leave" label={texts.room.leave} kind="leave" onClick={() => send({ type: 'leaveClicked' })}>
          <LeaveIcon />
        </Control>
      </nav>
    </main>
  );
}

function useSize(window: Window) {
  const measure = () => ({ width: window.innerWidth, height: window.innerHeight });
  const [size, setSize] = useState(measure);
  useEffect(() => {
    const resized = () => setSize(measure());
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, [window]);
  return size;
}
