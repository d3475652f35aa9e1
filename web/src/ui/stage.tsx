// Where the tiles stand. It measures its room and says so; the layout is made from that.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Layout, type Place, layout } from '../meeting/layout';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
import { ArrowIcon } from './icons';
import type { Send } from './send';
import { PersonTile } from './tile';

interface Props {
  readonly state: MeetingState;
  readonly send: Send;
  readonly children: ComponentChildren;
}

export function Stage({ state, send, children }: Props): JSX.Element {
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      send({ type: 'viewportMeasured', width, height, pixelRatio: window.devicePixelRatio });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [send]);
  const view = layout(state);
  return (
    <div class="stage" ref={stage} data-testid="stage" data-arrangement={view.arrangement}>
      {inLastingOrder(view.places).map((place) => (
        <PersonTile
          key={place.tile.id}
          place={place}
          epoch={state.epoch}
          isPinned={place.tile.id === state.view.pinned}
          send={send}
        />
      ))}
      {view.pageCount > 1 && <Pager {...view} send={send} />}
      {children}
    </div>
  );
}

function Pager({ page, pageCount, hiddenCount, send }: Layout & { send: Send }): JSX.Element {
  const { look, room } = words();
  const turn = (to: number) => () => send({ type: 'pageTurned', page: to });
  return (
    <nav class="pager" data-testid="pager" aria-label={look.pages}>
      <button type="button" aria-label={look.pageBefore} disabled={page === 0} onClick={turn(page - 1)}>
        <ArrowIcon isBack />
      </button>
      <span role="status" title={room.more(hiddenCount)}>
        {look.pageOf(page + 1, pageCount)}
      </span>
      <button type="button" aria-label={look.pageAfter} disabled={page === pageCount - 1} onClick={turn(page + 1)}>
        <ArrowIcon />
      </button>
    </nav>
  );
}

/** Nothing moves in the document when the stage changes: pictures go on and the focus stays. */
function inLastingOrder(places: readonly Place[]): readonly Place[] {
  return [...places].sort((a, b) => a.tile.leaf - b.tile.leaf || a.tile.source.localeCompare(b.tile.source));
}
