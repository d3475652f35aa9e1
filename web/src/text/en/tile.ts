import type { Trouble } from '../../meeting/trouble';

export const tile = {
  you: 'You',
  host: 'host',
  microphoneOn: 'microphone on',
  muted: 'muted',
  cameraOn: 'camera on',
  cameraOff: 'camera off',
  compared: 'codes compared',
  notCompared: 'codes not compared',
  cameraClosing: 'The camera is closing',
  seal: {
    shut: 'Frames arrive that this meeting’s keys do not open. They are not shown.',
    own: (epoch: number) => `What you send is encrypted with the meeting’s keys (epoch ${epoch}).`,
    sealed: (epoch: number) => `Encrypted with the meeting’s keys (epoch ${epoch}).`,
    idle: (epoch: number) => `Nothing arrives at the moment. Keys are in place (epoch ${epoch}).`,
  },
  /** What a screen reader says of a tile. */
  list: (parts: readonly string[]) => parts.join(', '),
  /** Why somebody is not seen or heard as they say they are. */
  troubles: {
    server: () => 'Your connection to the server is interrupted.',
    path: () => 'Your sound and pictures are not connected.',
    lost: (name: string) => `The connection to ${name} is lost.`,
    silent: (name: string) => `Nothing heard from ${name} for some seconds.`,
    keys: () => 'What arrives does not open with this meeting’s keys.',
    stalled: (name: string) => `No picture arrives from ${name} at the moment.`,
    quiet: (name: string) => `No sound arrives from ${name} at the moment, though their microphone is on.`,
    coming: () => 'The picture is on its way',
  } satisfies Readonly<Record<Trouble, (name: string) => string>>,
  /** What may be behind it, where there is room to say so. */
  reasons: {
    server: 'This page is coming back by itself.',
    lost: 'Perhaps their network changed. They may come back within a minute.',
    silent: 'Their connection may be lost and come back, or the server may be holding messages back.',
    stalled: 'Their network or yours may be changing or too slow.',
  },
};
