// What may be offered at all: Opus, and VP8 with its retransmissions. Never RED, comfort noise,
// telephone-event or G.711: their packets are not made of whole frames that a transform sees.

const allowed: Readonly<Record<MediaKind, readonly string[]>> = {
  audio: ['audio/opus'],
  video: ['video/vp8', 'video/rtx'],
};

export type MediaKind = 'audio' | 'video';

export function allowedCodecs<C extends { readonly mimeType: string }>(
  kind: MediaKind,
  codecs: readonly C[],
): C[] {
  return codecs.filter((codec) => allowed[kind].includes(codec.mimeType.toLowerCase()));
}

/** Low to high, in the order of `a=simulcast:send l;m;h`. */
export const cameraLayers: readonly RTCRtpEncodingParameters[] = [
  { rid: 'l', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: 'h', scaleResolutionDownBy: 1, maxBitrate: 1_700_000 },
];
