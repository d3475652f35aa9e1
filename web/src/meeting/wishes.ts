// What to ask the server for: which source each receive slot shall carry, and how tall.
//
// A stream keeps its slot as long as it is wanted, so nobody's arrival makes anybody else's picture
// start anew.
import { layout, tilesMax } from './layout';
import type { MediaKind, MeetingState, SlotWish, SourceKind } from './state';

export const soundsMax = 24; // kForwardAllAudioMax of src/base/limits.h
const heightLeast = 90;
const heightUnmeasured = 360; // until the page has been laid out
const heightMost = 1080;
const soundPriority = 200; // words before pictures
const picturePriority = 100;

interface Wanted {
  readonly connection: number;
  readonly source: SourceKind;
  readonly kind: MediaKind;
  readonly height: number;
  readonly priority: number;
}

export function slotsNeeded(state: MeetingState): Readonly<Record<MediaKind, number>> {
  const others = state.members.filter((member) => !member.isSelf).length;
  return { video: Math.min(others, tilesMax), audio: Math.min(others, soundsMax) };
}

export function nextWishes(state: MeetingState): readonly SlotWish[] {
  const wanted = [...wantedPictures(state), ...wantedSounds(state)];
  const kept = new Map(state.wishes.map((wish) => [keyOf(wish), wish.mid]));
  const taken = new Set(wanted.map((want) => kept.get(keyOf(want))));
  return wanted.flatMap((want) => {
    const mid = kept.get(keyOf(want)) ?? freeSlot(state, want.kind, taken);
    if (mid === undefined) return [];
    taken.add(mid);
    const { connection, source, height, priority } = want;
    return [{ mid, connection, source, height, priority }];
  });
}

export function areSameWishes(a: readonly SlotWish[], b: readonly SlotWish[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function keyOf(stream: { readonly connection: number; readonly source: SourceKind }): string {
  return `${stream.connection} ${stream.source}`;
}

function freeSlot(state: MeetingState, kind: MediaKind, taken: ReadonlySet<string | undefined>) {
  return state.slots.find((slot) => slot.kind === kind && !taken.has(slot.mid))?.mid;
}

function wantedPictures(state: MeetingState): readonly Wanted[] {
  const { tiles, grid } = layout(state);
  const height = pixelHeight(state, grid.tileHeight);
  return tiles
    .filter((tile) => !tile.isSelf && tile.connection !== 0)
    .map(({ connection }) => ({
      connection,
      source: 'camera',
      kind: 'video',
      height,
      priority: picturePriority,
    }));
}

function pixelHeight(state: MeetingState, tileHeight: number): number {
  if (state.viewport.height === 0) return heightUnmeasured;
  const pixels = Math.round(tileHeight * state.viewport.pixelRatio);
  return Math.min(Math.max(pixels, heightLeast), heightMost);
}

function wantedSounds(state: MeetingState): readonly Wanted[] {
  const others = state.members.filter((member) => !member.isSelf && member.connection !== 0);
  const open = others.filter((member) => member.says?.microphone !== false);
  const closed = others.filter((member) => member.says?.microphone === false);
  return [...open, ...closed].slice(0, soundsMax).map(({ connection }) => ({
    connection,
    source: 'microphone',
    kind: 'audio',
    height: 0,
    priority: soundPriority,
  }));
}
