// Where the tiles stand. It measures its room and says so; the layout is made from that.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Place, layout } from '../meeting/layout';
import type { MeetingState } from '../meeting/state';
import { words } from '../text/catalogue';
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
  const { arrangement, places, hiddenCount } = layout(state);
  return (
    <div class="stage" ref={stage} data-testid="stage" data-arrangement={arrangement}>
      {inLastingOrder(places).map((place) => (
        <PersonTile key={place.tile.id} place={place} epoch={state.epoch} />
      ))}
      {hiddenCount > 0 && <p class="more">{words().room.more(hiddenCount)}</p>}
      {children}
    </div>
  );
}

/** Nothing moves in the document when the stage changes: pictures go on and the focus stays. */
function inLastingOrder(places: readonly Place[]): readonly Place[] {
  return [...places].sort((a, b) => a.tile.leaf - b.tile.leaf || a.tile.source.localeCompare(b.tile.source));
}
