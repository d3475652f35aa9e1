// What is known of each person and each shared screen, as a tile draws it.
import { isCompared } from './compared';
import { placeOf } from './hands';
import type { LostPerson } from './lost';
import type { Reaction } from './reactions';
import { sharerOf } from './sharing';
import { doesSpeak } from './speaker';
import { type Member, type MeetingState, type NameWarning, type Slot, type SlotHealth, isLit } from './state';
import { type Trouble, troubleOf } from './trouble';

export interface Tile {
  /** Its own among the tiles: a person's camera and their screen are two. */
  readonly id: string;
  readonly source: 'camera' | 'screen';
  readonly leaf: number;
  readonly connection: number;
  readonly name: string;
  readonly isSelf: boolean;
  readonly isHost: boolean;
  /** Codes were compared with this person, by the key they sign with now. */
  readonly isCompared: boolean;
  /** Nothing was heard of them for some seconds, though their frames may still come. */
  readonly isSilent: boolean;
  readonly isSpeaking: boolean;
  /** The place of their raised hand in the order of all; undefined while it is down. */
  readonly handPlace: number | undefined;
  /** What they show at this moment. */
  readonly reactions: readonly Reaction[];
  readonly warnings: readonly NameWarning[];
  /** The picture to draw; undefined draws their emblem. */
  readonly picture: MediaStreamTrack | undefined;
  readonly isMicrophoneOn: boolean;
  readonly isCameraOn: boolean;
  /** A screen that its owner shows to nobody at the moment. */
  readonly isPaused: boolean;
  readonly seal: SlotHealth;
  readonly framesDecoded: number;
  readonly samplesReceived: number;
  /** Out of the group already, but they may come back. */
  readonly isGone: boolean;
  /** Why they are not seen or heard as they say they are. */
  readonly trouble: Trouble | undefined;
}

/** Everybody's, oneself first; of the others pictures first, then in the order of the roster. */
export function personTiles(state: MeetingState): readonly Tile[] {
  const all = state.members.map((member) => tileOf(state, member));
  const others = all.filter((tile) => !tile.isSelf);
  const pictured = others.filter((tile) => tile.isCameraOn);
  const unpictured = others.filter((tile) => !tile.isCameraOn);
  return [...all.filter((tile) => tile.isSelf), ...pictured, ...unpictured, ...lostTiles(state)];
}

/** Those who are in no roster any more, and whose place waits for them. */
function lostTiles({ lost, members }: MeetingState): readonly Tile[] {
  const present = new Set(members.map((member) => member.connection));
  return lost.filter(({ connection }) => !present.has(connection)).map(lostTile);
}

const leavesMax = 2 ** 32; // beyond them nobody has a leaf

function lostTile({ connection, name }: LostPerson): Tile {
  return {
    id: `lost ${connection}`,
    source: 'camera',
    leaf: leavesMax + connection,
    connection,
    name,
    isSelf: false,
    isHost: false,
    isCompared: false,
    isSilent: false,
    isSpeaking: false,
    handPlace: undefined,
    reactions: [],
    warnings: [],
    picture: undefined,
    isMicrophoneOn: false,
    isCameraOn: false,
    seal: 'idle',
    framesDecoded: 0,
    samplesReceived: 0,
    isPaused: false,
    isGone: true,
    trouble: 'lost',
  };
}

/** The screen that somebody else shows, by the rules and one at a time. */
export function shareTiles(state: MeetingState): readonly Tile[] {
  const sharer = sharerOf(state);
  return sharer === undefined ? [] : [shareTile(state, sharer)];
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
    trouble: undefined,
  };
}

function remoteTile(state: MeetingState, member: Member): Tile {
  const slots = state.slots.filter((slot) => slot.leaf === member.leaf);
  const camera = slots.find((slot) => slot.source === 'camera');
  const microphone = slots.find((slot) => slot.source === 'microphone');
  const isCameraOn = member.says?.camera ?? camera !== undefined;
  const isMicrophoneOn = member.says?.microphone ?? microphone?.health === 'sealed';
  const seal = sealOf([...slots, ...nameless(state, member)]);
  return {
    ...identity(state, member),
    picture: isCameraOn ? camera?.track : undefined,
    isMicrophoneOn,
    isCameraOn,
    seal,
    framesDecoded: camera?.framesDecoded ?? 0,
    samplesReceived: microphone?.samplesReceived ?? 0,
    trouble: troubleOf(state, member, { seal, isOn: isCameraOn, slot: camera, sound: isMicrophoneOn ? microphone : undefined }),
  };
}

function shareTile(state: MeetingState, member: Member): Tile {
  const screen = state.slots.find((slot) => slot.leaf === member.leaf && slot.source === 'screen');
  const isPaused = member.says?.isScreenPaused === true;
  const seal = screen?.health ?? 'idle';
  return {
    ...remoteTile(state, member),
    id: `${member.leaf} screen`,
    source: 'screen',
    isSpeaking: false,
    handPlace: undefined,
    reactions: [],
    isPaused,
    picture: isPaused || screen?.health === 'shut' ? undefined : screen?.track,
    seal,
    framesDecoded: screen?.framesDecoded ?? 0,
    samplesReceived: 0,
    trouble: troubleOf(state, member, { seal, isOn: !isPaused, slot: screen, sound: undefined }),
  };
}

function identity(state: MeetingState, member: Member) {
  const { leaf, connection, name, isSelf, isHost, warnings } = member;
  return {
    id: `${leaf} camera`,
    source: 'camera' as const,
    isPaused: false,
    leaf,
    connection,
    name,
    isSelf,
    isHost,
    warnings,
    isSilent: state.silent.includes(leaf),
    isSpeaking: doesSpeak(state.speaker, leaf),
    handPlace: placeOf(state, leaf),
    reactions: state.conversation.reactions.filter(({ id }) => id.connection === connection),
    isCompared: isCompared(state, member),
    isGone: false,
  };
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
