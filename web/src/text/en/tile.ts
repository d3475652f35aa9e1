export const tile = {
  you: 'You',
  host: 'host',
  microphoneOn: 'microphone on',
  muted: 'muted',
  cameraOn: 'camera on',
  cameraOff: 'camera off',
  compared: 'codes compared',
  notCompared: 'codes not compared',
  pictureComing: 'The picture is on its way',
  cameraClosing: 'The camera is closing',
  shut: 'Cannot be opened',
  seal: {
    shut: 'Frames arrive that this meeting’s keys do not open. They are not shown.',
    own: (epoch: number) => `What you send is encrypted with the meeting’s keys (epoch ${epoch}).`,
    sealed: (epoch: number) => `Encrypted with the meeting’s keys (epoch ${epoch}).`,
    idle: (epoch: number) => `Nothing arrives at the moment. Keys are in place (epoch ${epoch}).`,
  },
  /** What a screen reader says of a tile. */
  list: (parts: readonly string[]) => parts.join(', '),
  silent: (name: string) =>
    `Nothing heard from ${name} for 8 seconds. Their connection or the server may be holding messages back.`,
};
