import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { mayCover } from '../meeting/grid';

interface Props {
  readonly track: MediaStreamTrack;
  readonly isMirrored: boolean;
  /** Nothing of it may be cut off: it is a screen. */
  readonly isWhole?: boolean;
  /** The shape of the place it is drawn in, width over height. */
  readonly aspect: number;
}

/** A moving picture that fills its place if that cuts little of it, and stands inside it if not. */
export function Picture({ track, isMirrored, isWhole = false, aspect }: Props): JSX.Element {
  const element = useRef<HTMLVideoElement>(null);
  const [pictureAspect, setPictureAspect] = useState(0);
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    video.muted = true; // sound has elements of its own
    video.srcObject = new MediaStream([track]);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  const measure = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLVideoElement)) return;
    const { videoWidth, videoHeight } = event.currentTarget;
    setPictureAspect(videoHeight === 0 ? 0 : videoWidth / videoHeight);
  };
  const place = { '--picture-aspect': pictureAspect > 0 ? pictureAspect : aspect };
  const fit = !isWhole && mayCover(pictureAspect, aspect) ? 'cover' : 'contain';
  return (
    <video
      ref={element}
      class={`picture ${fit} ${isMirrored ? 'mirrored' : ''}`}
      style={place}
      data-testid="picture"
      autoplay
      playsInline
      disablePictureInPicture
      onLoadedMetadata={measure}
      onResize={measure}
    />
  );
}
