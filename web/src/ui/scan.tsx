// Scans a code from another device's screen. The camera is opened by the click, for this alone, and
// closed as soon as a code was read, the scan was given up or the panel closed.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../text/catalogue';
import { CameraIcon } from './icons';
import { makeReader } from './qr_reader';

const betweenLooksMs = 150;

interface Props {
  readonly onStart: () => void;
  readonly onRead: (text: string) => void;
}

export function Scanner({ onStart, onRead }: Props): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const start = () => {
    onStart();
    setRefused(false);
    setOpen(true);
  };
  const end = (text: string | undefined) => {
    setOpen(false);
    if (text !== undefined) onRead(text);
  };
  const refuse = () => {
    setOpen(false);
    setRefused(true);
  };
  const { verify } = words();
  if (isOpen) return <Viewfinder onEnd={end} onRefused={refuse} />;
  return (
    <>
      <button type="button" class="secondary" data-testid="verify-scan" onClick={start}>
        <CameraIcon />
        {verify.scan}
      </button>
      {isRefused && (
        <p class="problem" role="alert">
          {verify.cameraRefused}
        </p>
      )}
    </>
  );
}

interface ViewfinderProps {
  readonly onEnd: (text: string | undefined) => void;
  readonly onRefused: () => void;
}

function Viewfinder({ onEnd, onRefused }: ViewfinderProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const given = new AbortController();
    void look(video, given.signal).then((text) => {
      if (!given.signal.aborted) onEnd(text);
    }, onRefused);
    return () => given.abort();
    // Once an opening: what the callbacks do is the same each time they are made anew.
  }, []);
  const { verify } = words();
  return (
    <figure class="viewfinder" data-testid="viewfinder">
      <video ref={video} muted playsInline aria-label={verify.viewfinder} />
      <figcaption>{verify.hold}</figcaption>
      <button type="button" class="secondary" onClick={() => onEnd(undefined)}>
        {verify.cancel}
      </button>
    </figure>
  );
}

/** The text of the first code that the camera sees, or undefined when given up. */
async function look(
  video: { readonly current: HTMLVideoElement | null },
  signal: AbortSignal,
): Promise<string | undefined> {
  const read = await makeReader();
  const constraints = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: constraints });
  try {
    while (!signal.aborted && video.current !== null) {
      if (video.current.srcObject === null) await show(video.current, stream);
      const text = await read(video.current);
      if (text !== undefined) return text;
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function show(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  video.srcObject = stream;
  await video.play();
}
