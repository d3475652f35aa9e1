// Capturing a window, a tab or, where that was asked for twice, a whole screen. What is captured goes
// nowhere from here: who calls this shows it to the person first.
import type { Bounds } from './session';

/** unknown: the browser does not say what was chosen. */
export type Surface = 'tab' | 'window' | 'screen' | 'unknown';

/** text: sharp, few pictures. motion: many pictures, softer. */
export type ScreenMode = 'text' | 'motion';

export type ScreenProblem = 'denied' | 'failed';

export interface CapturedScreen {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | undefined;
  readonly surface: Surface;
  /** What the person would call it; empty where the browser has only a number for it. */
  readonly label: string;
}

export type Captured =
  | ({ readonly type: 'captured' } & CapturedScreen)
  | { readonly type: 'problem'; readonly problem: ScreenProblem };

/** https://w3c.github.io/mediacapture-screen-share: what TypeScript's list does not have yet. */
interface CaptureOptions extends DisplayMediaStreamOptions {
  readonly monitorTypeSurfaces: 'include' | 'exclude';
  readonly selfBrowserSurface: 'exclude';
  readonly systemAudio: 'exclude';
  readonly surfaceSwitching: 'exclude';
  readonly controller?: Controller;
}

interface Controller {
  setFocusBehavior(behaviour: 'no-focus-change'): void;
}
declare global {
  interface Window {
    readonly CaptureController?: new () => Controller;
  }
}

export function canCapture(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices && typeof VideoDecoder === 'function';
}

/** Must be called in the click itself. */
export async function captureScreen(isWhole: boolean, wantsSound: boolean): Promise<Captured> {
  try {
    const options = { ...captureOptions(isWhole, wantsSound), ...stayHere() };
    const stream = await navigator.mediaDevices.getDisplayMedia(options);
    const [picture] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    if (picture === undefined) return { type: 'problem', problem: 'failed' };
    const surface = surfaceOf(picture.getSettings(), window.screen, window.devicePixelRatio);
    return { type: 'captured', picture, sound, surface, label: readableLabel(picture.label) };
  } catch (error) {
    const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
    return { type: 'problem', problem: isDenied ? 'denied' : 'failed' };
  }
}

export function captureOptions(isWhole: boolean, wantsSound: boolean): CaptureOptions {
  return {
    video: { displaySurface: isWhole ? 'monitor' : 'window', frameRate: { max: 30 } },
    audio: wantsSound && !isWhole,
    monitorTypeSurfaces: isWhole ? 'include' : 'exclude',
    selfBrowserSurface: 'exclude',
    systemAudio: 'exclude',
    surfaceSwitching: 'exclude',
  };
}

/** The browser would bring the captured window to the front: the person is to look at the preview first. */
function stayHere(): { readonly controller?: Controller } {
  if (window.CaptureController === undefined) return {};
  const controller = new window.CaptureController();
  controller.setFocusBehavior('no-focus-change');
  return { controller };
}

interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

const surfaces: Readonly<Record<string, Surface>> = { browser: 'tab', window: 'window', monitor: 'screen' };

/** Where the browser does not say what it is, a picture of the screen's size is taken for the screen. */
export function surfaceOf(settings: MediaTrackSettings, screen: ScreenSize, pixelRatio: number): Surface {
  const told = surfaces[settings.displaySurface ?? ''];
  if (told !== undefined) return told;
  const { width = 0, height = 0 } = settings;
  const isAll = (side: number, all: number) => side === all || side === Math.round(all * pixelRatio);
  return isAll(width, screen.width) && isAll(height, screen.height) ? 'screen' : 'unknown';
}

/** Some browsers give the title of a window, some only a number of their own. */
export function readableLabel(label: string): string {
  const isNumber = /^(web-contents-media-stream|browser|window|screen|monitor):/.test(label);
  const isToken = /^[\w+/={}-]{20,}$/.test(label);
  return isNumber || isToken ? '' : label;
}

export const screenBounds: Readonly<Record<ScreenMode, Bounds>> = {
  text: { maxFramerate: 10, maxBitrate: 2_000_000 },
  motion: { maxFramerate: 30, maxBitrate: 2_500_000 },
};

/** What the encoder should hold on to when the path is narrow. */
export function hint(picture: MediaStreamTrack, mode: ScreenMode): void {
  picture.contentHint = mode === 'text' ? 'text' : 'motion';
}
