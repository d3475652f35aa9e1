// Meetings made up for tests and for the gallery of views in dev/.
import type { MeetingEvent } from './events';
import { type DeviceState, type MeetingState, type Policy, initialState } from './state';
import { update } from './update';

export function after(events: readonly MeetingEvent[], from: MeetingState = initialState): MeetingState {
  return events.reduce(update, from);
}

interface RosterMore {
  readonly epoch?: number;
  readonly hosts?: readonly number[];
  readonly policy?: Partial<Policy>;
}

/** A roster in which leaf n has connection 100 + n, and leaf 0 is oneself and, unless said, host. */
export function roster(names: readonly string[], more: RosterMore = {}): MeetingEvent {
  const { hosts = [0], policy = {} } = more;
  return {
    type: 'roster',
    epoch: more.epoch ?? names.length,
    safetyCode: '314159265358979323846264338327',
    safetyWords: [5, 17, 404, 800, 1024, 1300, 1600, 1776, 1999, 2000, 2046, 2047],
    policy: { ...initialState.policy, ...policy },
    members: names.map((name, leaf) => ({
      leaf,
      connection: 100 + leaf,
      name,
      isSelf: leaf === 0,
      isHost: hosts.includes(leaf),
      fingerprint: leaf.toString(16).padStart(32, 'f'),
    })),
  };
}

/** What a member says of themselves: everything is closed but what is named. */
export function says(leaf: number, open: Partial<DeviceState> = {}): MeetingEvent {
  const closed = { microphone: false, camera: false, screen: false, isScreenPaused: false, hand: 0 };
  return { type: 'memberSays', leaf, says: { ...closed, ...open } };
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
