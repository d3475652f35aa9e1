// Meetings made up for tests and for the gallery of views in dev/.
import type { MeetingEvent } from './events';
import { type MeetingState, initialState } from './state';
import { update } from './update';

export function after(events: readonly MeetingEvent[], from: MeetingState = initialState): MeetingState {
  return events.reduce(update, from);
}

/** A roster in which leaf n has connection 100 + n and leaf 0 is oneself. */
export function roster(names: readonly string[], epoch = names.length): MeetingEvent {
  return {
    type: 'roster',
    epoch,
    safetyCode: '314159265358979323846264338327',
    members: names.map((name, leaf) => ({ leaf, connection: 100 + leaf, name, isSelf: leaf === 0 })),
  };
}

export function viewport(width: number, height: number, pixelRatio = 1): MeetingEvent {
  return { type: 'viewportMeasured', width, height, pixelRatio };
}

export function slotsReady(track: MediaStreamTrack, video = 9, audio = 8): MeetingEvent {
  const line = (kind: 'audio' | 'video', first: number) => (_: unknown, i: number) => ({
    mid: String(first + i),
    kind,
    track,
  });
  const videos = Array.from({ length: video }, line('video', 4));
  const audios = Array.from({ length: audio }, line('audio', 4 + video));
  return { type: 'slotsReady', slots: [...videos, ...audios] };
}
