import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { assertNever } from '../base/assert_never';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { Joining } from './joining';
import { Landing } from './landing';
import { Lobby } from './lobby';
import { NoticePage } from './notice_page';
import { Room } from './room';
import type { Send } from './send';

export function App({ state, send }: { state: ReadonlySignal<MeetingState>; send: Send }): JSX.Element {
  return <Screen state={state.value} send={send} />;
}

export function Screen({ state, send }: { state: MeetingState; send: Send }): JSX.Element {
  const { phase } = state;
  const { endings } = words();
  switch (phase.type) {
    case 'refused':
      return <NoticePage id="refused" notice={endings.refusals[phase.reason]} />;
    case 'landing':
      return <Landing send={send} />;
    case 'badLink':
      return <NoticePage id="bad-link" notice={endings.badLink} send={send} />;
    case 'lobby':
      return <Lobby state={state} send={send} />;
    case 'joining':
      return <Joining state={state} step={phase.step} send={send} />;
    case 'meeting':
      return <Room state={state} send={send} />;
    case 'over':
      return (
        <NoticePage
          id={phase.reason === 'denied' ? 'denied' : 'over'}
          detail={phase.reason}
          notice={endings.over[phase.reason]}
          send={send}
          wayBack={phase.wayBack}
        />
      );
    default:
      return assertNever(phase);
  }
}
