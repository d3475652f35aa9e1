// Reads a QR code from what a camera sees: by the browser where it can, else by jsqr, which is loaded
// only then. Nothing leaves the page.

export type QrReader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** https://wicg.github.io/shape-detection-api, which the DOM library has not. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorConstructor {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}
declare global {
  interface Window {
    readonly BarcodeDetector?: DetectorConstructor;
  }
}

export async function makeReader(): Promise<QrReader> {
  const Detector = window.BarcodeDetector;
  const formats = (await Detector?.getSupportedFormats()) ?? [];
  if (Detector === undefined || !formats.includes('qr_code')) return pictureReader();
  const detector = new Detector({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video))[0]?.rawValue;
}

const pixelsMax = 640; // a side; finer pictures are slower to read and no surer

async function pictureReader(): Promise<QrReader> {
  const { default: read } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, pixelsMax / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (context === null || canvas.width === 0) return Promise.resolve(undefined);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return Promise.resolve(read(data, width, height, { inversionAttempts: 'dontInvert' })?.data);
  };
}
