// The meeting in a small window above all others: a document of its own where the browser has such
// (with buttons, and whoever speaks), else one moving picture. Opens only by a click.
import type { ReadonlySignal } from '@preact/signals';
import { h, render } from 'preact';
import type { MeetingState } from '../meeting/state';
import { Apart } from '../ui/apart';
import type { Send } from '../ui/send';

interface DocumentPictureInPicture {
  requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window>;
}

const size = { width: 384, height: 272 };

export interface ApartOptions {
  readonly state: ReadonlySignal<MeetingState>;
  readonly send: Send;
  readonly onChange: (isApart: boolean) => void;
}

export class ApartWindow {
  private shut: (() => void) | undefined;

  constructor(private readonly options: ApartOptions) {}

  static isPossible(): boolean {
    return documentWindows() !== undefined || document.pictureInPictureEnabled;
  }

  /** Fails where the browser does not allow it. */
  async toggle(): Promise<void> {
    if (this.shut !== undefined) {
      this.shut();
      return;
    }
    const windows = documentWindows();
    this.shut = windows === undefined ? await this.openPicture() : await this.openDocument(windows);
    this.options.onChange(true);
  }

  close(): void {
    this.shut?.();
  }

  private async openDocument(windows: DocumentPictureInPicture): Promise<() => void> {
    const { state, send } = this.options;
    const apart = await windows.requestWindow(size);
    dress(apart.document);
    const { body } = apart.document;
    render(h(Apart, { state, send, window: apart }), body);
    apart.addEventListener('pagehide', () => {
      render(null, body);
      this.closed();
    });
    return () => apart.close();
  }

  private async openPicture(): Promise<() => void> {
    const video = document.querySelector<HTMLVideoElement>('.tile.in-stage video, .tile[data-self="false"] video');
    if (video === null) throw new Error('there is no picture to show apart');
    video.disablePictureInPicture = false;
    await video.requestPictureInPicture();
    video.addEventListener('leavepictureinpicture', () => this.closed(), { once: true });
    return () => void document.exitPictureInPicture().catch(() => undefined);
  }

  private closed(): void {
    this.shut = undefined;
    this.options.onChange(false);
  }
}

/** In the page's own styles. */
function dress({ head }: Document): void {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) head.append(sheet.cloneNode(true));
}

function documentWindows(): DocumentPictureInPicture | undefined {
  if (!('documentPictureInPicture' in window)) return undefined;
  return window.documentPictureInPicture as DocumentPictureInPicture;
}
