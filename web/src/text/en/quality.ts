// How the call fares.
export const quality = {
  title: 'Call quality',
  show: 'Show the last minute',
  hide: 'Hide',
  good: 'Sound and pictures arrive and leave well.',
  ownUpload: 'Your network carries less than your camera and microphone send. Others may see you soft.',
  ownDownload: 'Your network loses much of what comes in. Pictures are soft and sound may break up.',
  ownDevice: 'This device is too busy to encode your camera well. Close other programs.',
  theirs: (names: readonly string[]) => `${names.join(', ')}: soft, while the rest is fine. It is their network or their camera.`,
  sent: 'Sent',
  received: 'Received',
  lost: 'Lost on the way in',
  roundTrip: 'Way to the server and back',
  kbps: (value: number) => `${Math.round(value)} kbit/s`,
  percent: (value: number) => `${(value * 100).toFixed(1)} %`,
  milliseconds: (value: number) => `${Math.round(value)} ms`,
};
