// Watches a captured screen while it is shown to its owner: makes the tiny picture of what they see,
// and tells when the surface under it became another one.
import { Miniature, type Thumbnail } from '../base/thumbnail';

export class ScreenLook {
  private readonly video = document.createElement('video');
  private readonly miniature = new Miniature();
  private shape = '';

  constructor(
    private readonly track: MediaStreamTrack,
    private readonly onChange: () => void,
  ) {
    this.video.muted = true;
    this.video.srcObject = new MediaStream([track]);
    this.video.onresize = () => this.compare();
    void this.video.play().catch(() => undefined); // stopped before it began
    this.track.addEventListener('configurationchange', this.changed); // Chromium
  }

  /** What is seen at this moment; undefined before the first picture. */
  now(): Thumbnail | undefined {
    const { videoWidth, videoHeight } = this.video;
    return videoWidth === 0 ? undefined : this.miniature.of(this.video, videoWidth, videoHeight);
  }

  end(): void {
    this.track.removeEventListener('configurationchange', this.changed);
    this.video.onresize = null;
    this.video.srcObject = null;
  }

  private readonly changed = (): void => this.onChange();

  private compare(): void {
    const shape = `${this.video.videoWidth}x${this.video.videoHeight}`;
    if (this.shape !== '' && shape !== this.shape) this.onChange();
    this.shape = shape;
  }
}
