// How this person's sound is set up, and how it is tried out. Chosen on this device, kept in this
// page's memory and nowhere else.
import type { Processing } from '../media/devices';
import type { DeviceChoice } from './state';

/** failed: what was recorded could not be played. */
export type SoundCheck = 'idle' | 'recording' | 'playing' | 'failed';

export interface Setup {
  readonly processing: Processing;
  /** The microphone is open while a key is held. */
  readonly isPushToTalk: boolean;
  readonly check: SoundCheck;
  readonly isToneOn: boolean;
  readonly speakers: readonly DeviceChoice[];
  /** Empty: as the device has it. */
  readonly speaker: string;
  readonly canChooseSpeaker: boolean;
}

export type SetupUserEvent =
  | { readonly type: 'processingToggled'; readonly what: keyof Processing }
  | { readonly type: 'pushToTalkToggled' }
  | { readonly type: 'talkHeld'; readonly isHeld: boolean }
  | { readonly type: 'checkClicked' }
  | { readonly type: 'toneClicked' }
  | { readonly type: 'speakerChosen'; readonly id: string };

export type SetupWorldEvent =
  | { readonly type: 'checkChanged'; readonly check: SoundCheck }
  | { readonly type: 'toneChanged'; readonly isOn: boolean }
  | { readonly type: 'speakersListed'; readonly choices: readonly DeviceChoice[] }
  | { readonly type: 'speakerFixed' };

export const usualSetup: Setup = {
  processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  isPushToTalk: false,
  check: 'idle',
  isToneOn: false,
  speakers: [],
  speaker: '',
  canChooseSpeaker: true,
};

export function updateSetup(setup: Setup, event: SetupUserEvent | SetupWorldEvent): Setup {
  switch (event.type) {
    case 'processingToggled':
      return { ...setup, processing: { ...setup.processing, [event.what]: !setup.processing[event.what] } };
    case 'pushToTalkToggled':
      return { ...setup, isPushToTalk: !setup.isPushToTalk };
    case 'speakerChosen':
      return { ...setup, speaker: event.id };
    case 'checkChanged':
      return { ...setup, check: event.check };
    case 'toneChanged':
      return { ...setup, isToneOn: event.isOn };
    case 'speakersListed':
      return withSpeakers(setup, event.choices);
    case 'speakerFixed':
      return { ...setup, canChooseSpeaker: false };
    case 'talkHeld':
    case 'checkClicked':
    case 'toneClicked':
      return setup; // main.ts acts; what comes of it is another event
  }
}

/** One that was pulled out is chosen no more. */
function withSpeakers(setup: Setup, speakers: readonly DeviceChoice[]): Setup {
  const isThere = speakers.some((choice) => choice.id === setup.speaker);
  return { ...setup, speakers, speaker: isThere ? setup.speaker : '' };
}
