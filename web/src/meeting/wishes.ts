// What to ask the server for: which source each receive slot shall carry, and how tall.
//
// A stream keeps its slot as long as it is wanted, so nobody's arrival makes anybody else's picture
// start anew.
import { type Place, layout, tilesMax } from './layout';
import { sharerOf } from './sharing';
import type { MediaKind, Member, MeetingState, SlotWish, SourceKind } from './state';

export const soundsMax = 24; // kForwardAllAudioMax of src/base/limits.h
const heightLeast = 90;
const heightUnmeasured = 360; // until the page has been laid out
const heightMost = 1080;
const heightOfScreensMost = 2160; // letters, down to the last pixel
const soundPriority = 200; // words before pictures
const picturePriorities: Readonly<Record<Place['part'], number>> = { stage: 150, grid: 100, strip: 80, corner: 80 };

interface Wanted {
  readonly connection: number;
  readonly source: SourceKind;
  readonly kind: MediaKind;
  readonly height: number;
  readonly priority: number;
}

export function slotsNeeded(state: MeetingState): Readonly<Record<MediaKind, number>> {
  const others = state.members.filter((member) => !member.isSelf).length;
  const shares = sharerOf(state) === undefined ? 0 : 1; // has a sound of its own
  const pictures = layout(state).places.filter(({ tile }) => !tile.isSelf).length;
  return { video: Math.min(pictures, tilesMax), audio: Math.min(others + shares, soundsMax) };
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

/** Only what is drawn, as tall as it is drawn. */
function wantedPictures(state: MeetingState): readonly Wanted[] {
  return layout(state)
    .places.filter(({ tile }) => !tile.isSelf && tile.connection !== 0)
    .map((place) => ({
      connection: place.tile.connection,
      source: place.tile.source,
      kind: 'video',
      height: pixelHeight(state, place),
      priority: picturePriorities[place.part],
    }));
}

function pixelHeight({ viewport }: MeetingState, { tile, height }: Place): number {
  if (viewport.height === 0) return heightUnmeasured;
  const most = tile.source === 'screen' ? heightOfScreensMost : heightMost;
  return Math.min(Math.max(Math.round(height * viewport.pixelRatio), heightLeast), most);
}

function wantedSounds(state: MeetingState): readonly Wanted[] {
  const others = state.members.filter((member) => !member.isSelf && member.connection !== 0);
  const open = others.filter((member) => member.says?.microphone !== false);
  const closed = others.filter((member) => member.says?.microphone === false);
  const share = sharerOf(state);
  const sounds = [...(share === undefined ? [] : [soundOf(share, 'screen_audio')]), ...[...open, ...closed].map((member) => soundOf(member, 'microphone'))];
  return sounds.slice(0, soundsMax);
}

function soundOf({ connection }: Member, source: SourceKind): Wanted {
  return { connection, source, kind: 'audio', height: 0, priority: soundPriority };
}
