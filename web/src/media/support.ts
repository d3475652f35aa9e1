/** What a browser lacks for a meeting; without any of it there is no meeting, never a weaker one. */
export type Lack = 'insecure' | 'transform';

export function findLack(): Lack | undefined {
  if (!window.isSecureContext) return 'insecure';
  const hasTransforms =
    typeof RTCPeerConnection === 'function' &&
    typeof RTCRtpScriptTransform === 'function' &&
    'transform' in RTCRtpSender.prototype &&
    'transform' in RTCRtpReceiver.prototype;
  const hasRest = typeof WebAssembly === 'object' && typeof Worker === 'function';
  return hasTransforms && hasRest ? undefined : 'transform';
}
