// Sharing one's own screen, from the wish to its end: `captured` is there exactly while a captured
// track is live, and what is sent is counted, not meant.
import type { ScreenMode, Surface } from '../media/screen';

export type { ScreenMode, Surface };

/**
 * choosing: the card is open. warning: the whole screen was asked for. picking: the browser asks what
 * to capture. preview: captured, and seen by nobody else yet. live: confirmed and sent. paused: by
 * the person. held: it changed, and nobody sees it until the person has looked again.
 */
export type ShareStep = 'off' | 'choosing' | 'warning' | 'picking' | 'preview' | 'live' | 'paused' | 'held';

/** failed: the browser gave nothing. rules: the hosts took the right away. */
export type ShareProblem = 'failed' | 'rules';

export interface Captured {
  readonly picture: MediaStreamTrack;
  readonly hasSound: boolean;
  readonly surface: Surface;
  /** Empty where the browser tells no name. */
  readonly label: string;
}

export interface Share {
  readonly step: ShareStep;
  readonly captured: Captured | undefined;
  readonly mode: ScreenMode;
  readonly wantsSound: boolean;
  /** The person said, besides choosing it, that the whole screen is meant. */
  readonly isWholeMeant: boolean;
  /** Some of it left between the last two looks at the statistics. */
  readonly isSending: boolean;
  readonly bytesSent: number;
  readonly problem: ShareProblem | undefined;
  /** This browser can capture a screen, and look at it again before it is sealed. */
  readonly isPossible: boolean;
}

export type ShareUserEvent =
  | { readonly type: 'shareClicked' }
  | { readonly type: 'shareModeChosen'; readonly mode: ScreenMode }
  | { readonly type: 'shareSoundToggled' }
  | { readonly type: 'shareWholeClicked' }
  | { readonly type: 'sharePickClicked' }
  | { readonly type: 'shareWholeMeant'; readonly isMeant: boolean }
  | { readonly type: 'shareConfirmed' }
  | { readonly type: 'shareCancelled' }
  | { readonly type: 'sharePauseClicked' }
  | { readonly type: 'shareResumeClicked' }
  | { readonly type: 'shareStopClicked' };

export type ShareWorldEvent =
  | { readonly type: 'screenImpossible' }
  | { readonly type: 'screenPicking' }
  | { readonly type: 'screenCaptured'; readonly captured: Captured }
  | { readonly type: 'screenShown' }
  | { readonly type: 'screenPaused' }
  | { readonly type: 'screenHeld' }
  | { readonly type: 'screenEnded'; readonly problem?: ShareProblem };

export type ShareEvent = ShareUserEvent | ShareWorldEvent;

export const noShare: Share = {
  step: 'off',
  captured: undefined,
  mode: 'text',
  wantsSound: false,
  isWholeMeant: false,
  isSending: false,
  bytesSent: 0,
  problem: undefined,
  isPossible: true,
};

export function updateShare(share: Share, event: ShareEvent): Share {
  switch (event.type) {
    case 'shareClicked':
      return afterClick(share);
    case 'shareModeChosen':
      return { ...share, mode: event.mode };
    case 'shareSoundToggled':
      return { ...share, wantsSound: !share.wantsSound };
    case 'shareWholeClicked':
      return share.step === 'choosing' ? { ...share, step: 'warning' } : share;
    case 'sharePickClicked':
      return { ...share, isWholeMeant: share.step === 'warning' };
    case 'shareWholeMeant':
      return { ...share, isWholeMeant: event.isMeant };
    case 'shareCancelled':
      return share.captured === undefined ? { ...share, step: 'off' } : share;
    case 'screenImpossible':
      return { ...share, isPossible: false };
    case 'screenPicking':
      return { ...share, step: 'picking', problem: undefined };
    case 'screenCaptured':
      return { ...share, step: 'preview', captured: event.captured };
    case 'screenShown':
      return { ...share, step: 'live' };
    case 'screenPaused':
      return { ...share, step: 'paused' };
    case 'screenHeld':
      return { ...share, step: 'held' };
    case 'screenEnded':
      return { ...share, step: 'off', captured: undefined, isWholeMeant: false, problem: event.problem };
    case 'shareConfirmed':
    case 'sharePauseClicked':
    case 'shareResumeClicked':
    case 'shareStopClicked':
      return share; // main.ts acts; what comes of it is another event
  }
}

/** Opens the card or closes it; what is captured already main.ts stops. */
function afterClick(share: Share): Share {
  if (share.step === 'off') return { ...share, step: 'choosing', problem: undefined };
  return share.step === 'choosing' || share.step === 'warning' ? { ...share, step: 'off' } : share;
}

export function countBytesSent(share: Share, bytesSent: number): Share {
  return { ...share, bytesSent, isSending: bytesSent > share.bytesSent };
}

/** The lamp: on while something is captured or leaves, whatever anybody meant. */
export function isShareLit(share: Share): boolean {
  return share.captured !== undefined || share.isSending;
}

/** A captured screen waits to be looked at. */
export function awaitsLook({ step }: Share): boolean {
  return step === 'preview' || step === 'held';
}

/** Whether the others were told that there is a share, and whether they see it now. */
export function saysShare(share: Share): { readonly screen: boolean; readonly isScreenPaused: boolean } {
  const screen = share.step === 'live' || share.step === 'paused' || share.step === 'held';
  return { screen, isScreenPaused: screen && share.step !== 'live' };
}
