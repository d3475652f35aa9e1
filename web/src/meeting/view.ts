// How one person looks at the meeting: chosen on this device, told to nobody, gone with the page.
import { assertNever } from '../base/assert_never';

export type Arrangement = 'gallery' | 'speaker';
/** device: as the device has it. */
export type Theme = 'device' | 'light' | 'dark';
export type Overlay = 'none' | 'more' | 'shortcuts';

export interface View {
  readonly arrangement: Arrangement;
  /** A shared screen takes the stage, unless this person sent it back among the tiles. */
  readonly isShareSmall: boolean;
  /** The tile kept on the stage, by its id. */
  readonly pinned: string | undefined;
  readonly isSelfHidden: boolean;
  /** PPL-7: names stand over the tiles only for who asks for them. */
  readonly hasNames: boolean;
  /** Names, for as long as a key is held. */
  readonly areNamesHeld: boolean;
  readonly page: number;
  readonly theme: Theme;
  readonly overlay: Overlay;
  /** In a small window of its own, above all others; and whether this browser has such. */
  readonly isApart: boolean;
  readonly canBeApart: boolean;
}

export const initialView: View = {
  arrangement: 'gallery',
  isShareSmall: false,
  pinned: undefined,
  isSelfHidden: false,
  hasNames: false,
  areNamesHeld: false,
  page: 0,
  theme: 'device',
  overlay: 'none',
  isApart: false,
  canBeApart: false,
};

/** What a person wants to see otherwise. */
export type ViewEvent =
  | { readonly type: 'arrangementToggled' }
  | { readonly type: 'tilePinned'; readonly tile: string }
  | { readonly type: 'selfHiddenToggled' }
  | { readonly type: 'namesToggled' }
  | { readonly type: 'namesHeld'; readonly isHeld: boolean }
  | { readonly type: 'pageTurned'; readonly page: number }
  | { readonly type: 'themeChosen'; readonly theme: Theme }
  | { readonly type: 'overlayToggled'; readonly overlay: Exclude<Overlay, 'none'> }
  | { readonly type: 'overlayClosed' }
  | { readonly type: 'apartFound' }
  | { readonly type: 'apartChanged'; readonly isApart: boolean };

export function afterView(view: View, event: ViewEvent, hasShare: boolean): View {
  switch (event.type) {
    case 'arrangementToggled':
      return arrangedOtherwise(view, hasShare);
    case 'tilePinned':
      return { ...view, pinned: view.pinned === event.tile ? undefined : event.tile, page: 0 };
    case 'selfHiddenToggled':
      return { ...view, isSelfHidden: !view.isSelfHidden };
    case 'namesToggled':
      return { ...view, hasNames: !view.hasNames };
    case 'namesHeld':
      return { ...view, areNamesHeld: event.isHeld };
    case 'pageTurned':
      return { ...view, page: event.page };
    case 'themeChosen':
      return { ...view, theme: event.theme };
    case 'overlayToggled':
      return { ...view, overlay: view.overlay === event.overlay ? 'none' : event.overlay };
    case 'overlayClosed':
      return { ...view, overlay: 'none' };
    case 'apartFound':
      return { ...view, canBeApart: true };
    case 'apartChanged':
      return { ...view, isApart: event.isApart };
    default:
      return assertNever(event);
  }
}

/** What of it outlives a meeting. */
export function keptView({ arrangement, isSelfHidden, hasNames, theme, canBeApart }: View): View {
  return { ...initialView, arrangement, isSelfHidden, hasNames, theme, canBeApart };
}

/** A share first goes back among the tiles; then gallery and speaker take turns; then it is large again. */
function arrangedOtherwise(view: View, hasShare: boolean): View {
  const changed = { ...view, pinned: undefined, page: 0 };
  if (view.pinned !== undefined) return changed;
  if (hasShare && !view.isShareSmall) return { ...changed, isShareSmall: true };
  if (view.arrangement === 'gallery') return { ...changed, arrangement: 'speaker' };
  return { ...changed, arrangement: 'gallery', isShareSmall: false };
}
