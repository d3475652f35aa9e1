// Who is seen where, derived from the state: the one place that decides which tiles there are.
import { isCompared } from './compared';
import { type Grid, bestGrid } from './grid';
import { type Member, type MeetingState, type Slot, type SlotHealth, isLit } from './state';

export interface Tile {
  readonly leaf: number;
  readonly connection: number;
  readonly name: string;
  readonly isSelf: boolean;
  readonly isHost: boolean;
  /** Codes were compared with this person, by the key they sign with now. */
  readonly isCompared: boolean;
  /** Nothing was heard of them for some seconds, though their frames may still come. */
  readonly isSilent: boolean;
  readonly warnings: readonly string[];
  /** The picture to draw; undefined draws initials. */
  readonly picture: MediaStreamTrack | undefined;
  readonly isMicrophoneOn: boolean;
  readonly isCameraOn: boolean;
  readonly seal: SlotHealth;
  readonly framesDecoded: number;
  readonly samplesReceived: number;
}

export interface Layout {
  readonly grid: Grid;
  readonly tiles: readonly Tile[];
  /** One's own picture, in the corner, while there is exactly one other person. */
  readonly corner: Tile | undefined;
  /** People without a tile of their own, for want of room. */
  readonly hiddenCount: number;
}

export const tilesMax = 49;
const tileWidthLeast = 104;

export function layout(state: MeetingState): Layout {
  const all = state.members.map((member) => tileOf(state, member));
  const others = inOrder(all.filter((tile) => !tile.isSelf));
  const mine = all.find((tile) => tile.isSelf);
  const isPair = others.length === 1;
  const shown = isPair || mine === undefined ? others : [mine, ...others];
  const { width, height } = state.viewport;
  const room = tilesThatFit(shown.length, width, height);
  const tiles = shown.slice(0, room);
  return {
    grid: bestGrid(tiles.length, width, height),
    tiles,
    corner: isPair ? mine : undefined,
    hiddenCount: shown.length - tiles.length,
  };
}

/** Pictures first; within each, the order of the roster, so that nobody jumps about. */
function inOrder(tiles: readonly Tile[]): readonly Tile[] {
  return [...tiles.filter((tile) => tile.isCameraOn), ...tiles.filter((tile) => !tile.isCameraOn)];
}

function tilesThatFit(count: number, width: number, height: number): number {
  let fitting = Math.min(count, tilesMax);
  if (width === 0) return fitting; // not measured yet
  while (fitting > 1 && bestGrid(fitting, width, height).tileWidth < tileWidthLeast) fitting -= 1;
  return fitting;
}

export function tileOf(state: MeetingState, member: Member): Tile {
  return member.isSelf ? selfTile(state, member) : remoteTile(state, member);
}

function selfTile(state: MeetingState, member: Member): Tile {
  const { microphone, camera } = state.devices;
  return {
    ...identity(state, member),
    picture: camera.status === 'open' ? camera.track : undefined,
    isMicrophoneOn: isLit(microphone),
    isCameraOn: isLit(camera),
    seal: microphone.isSending || camera.isSending ? 'sealed' : 'idle',
    framesDecoded: 0,
    samplesReceived: 0,
  };
}

function remoteTile(state: MeetingState, member: Member): Tile {
  const slots = state.slots.filter((slot) => slot.leaf === member.leaf);
  const camera = slots.find((slot) => slot.source === 'camera');
  const microphone = slots.find((slot) => slot.source === 'microphone');
  const isCameraOn = member.says?.camera ?? camera !== undefined;
  return {
    ...identity(state, member),
    picture: isCameraOn ? camera?.track : undefined,
    isMicrophoneOn: member.says?.microphone ?? microphone?.health === 'sealed',
    isCameraOn,
    seal: sealOf([...slots, ...nameless(state, member)]),
    framesDecoded: camera?.framesDecoded ?? 0,
    samplesReceived: microphone?.samplesReceived ?? 0,
  };
}

function identity(state: MeetingState, member: Member) {
  const { leaf, connection, name, isSelf, isHost, warnings } = member;
  const isSilent = state.silent.includes(leaf);
  return { leaf, connection, name, isSelf, isHost, warnings, isSilent, isCompared: isCompared(state, member) };
}

/** Slots asked to carry this person whose frames no key has opened yet: they can only worry us. */
function nameless(state: MeetingState, member: Member): readonly Slot[] {
  const asked = new Set(
    state.wishes.filter((wish) => wish.connection === member.connection).map((wish) => wish.mid),
  );
  return state.slots.filter((slot) => slot.leaf === undefined && asked.has(slot.mid));
}

function sealOf(slots: readonly Slot[]): SlotHealth {
  if (slots.some((slot) => slot.health === 'shut')) return 'shut';
  return slots.some((slot) => slot.health === 'sealed') ? 'sealed' : 'idle';
}
