// Who speaks, and whom the stage shows for it. Voices come from opened sound frames, so from the keys.
//
// The stage does not jump: who has it keeps it while speaking and for a breath after that, and who
// gets it has spoken for longer than a cough. Time is an argument; nextChange() says when to look again.

export interface Voice {
  readonly leaf: number;
  /** When it began, in milliseconds. */
  readonly since: number;
}

export interface Speaker {
  /** Who speaks at this moment. */
  readonly voices: readonly Voice[];
  /** Whom the stage shows; it stays theirs until somebody else takes it. */
  readonly leaf: number | undefined;
  /** When they took it, and when they were heard last. */
  readonly since: number;
  readonly heard: number;
  /** Who had the stage lately, the last one first. */
  readonly recent: readonly number[];
}

export const nobodySpeaks: Speaker = { voices: [], leaf: undefined, since: 0, heard: 0, recent: [] };

const coughMs = 600; // whoever speaks no longer than this does not take the stage
const breathMs = 1_200; // a pause in somebody's speech
const dwellMs = 2_500; // nobody has the stage for less
const recentMax = 6;

export interface Heard {
  readonly leaf: number;
  readonly isSpeaking: boolean;
  readonly time: number;
}

export function afterVoice(speaker: Speaker, { leaf, isSpeaking, time }: Heard): Speaker {
  const before = speaker.voices.find((voice) => voice.leaf === leaf);
  const others = speaker.voices.filter((voice) => voice !== before);
  const voices = isSpeaking ? [...others, before ?? { leaf, since: time }] : others;
  return { ...speaker, voices, heard: leaf === speaker.leaf ? time : speaker.heard };
}

/** Gives the stage to whoever has a right to it by now. One's own voice never takes one's own stage. */
export function afterTime(speaker: Speaker, time: number, ownLeaf: number | undefined): Speaker {
  const next = claims(speaker, ownLeaf)[0];
  if (next === undefined || next.due > time) return speaker;
  const recent = [next.leaf, ...speaker.recent.filter((leaf) => leaf !== next.leaf)].slice(0, recentMax);
  return { ...speaker, leaf: next.leaf, since: time, heard: time, recent };
}

/** When the stage changes if nobody begins or ends to speak until then. */
export function nextChange(speaker: Speaker, ownLeaf: number | undefined): number | undefined {
  return claims(speaker, ownLeaf)[0]?.due;
}

/** Only those who are here have a voice. */
export function amongThese(speaker: Speaker, leaves: ReadonlySet<number>): Speaker {
  const isHere = (leaf: number | undefined) => leaf !== undefined && leaves.has(leaf);
  return {
    ...speaker,
    voices: speaker.voices.filter((voice) => isHere(voice.leaf)),
    leaf: isHere(speaker.leaf) ? speaker.leaf : undefined,
    recent: speaker.recent.filter(isHere),
  };
}

export function doesSpeak(speaker: Speaker, leaf: number): boolean {
  return speaker.voices.some((voice) => voice.leaf === leaf);
}

/** Who else may have the stage, and from when on; the first to get it first. */
function claims(speaker: Speaker, ownLeaf: number | undefined) {
  if (speaker.leaf !== undefined && doesSpeak(speaker, speaker.leaf)) return [];
  const free = speaker.leaf === undefined ? 0 : Math.max(speaker.since + dwellMs, speaker.heard + breathMs);
  return speaker.voices
    .filter((voice) => voice.leaf !== ownLeaf)
    .map(({ leaf, since }) => ({ leaf, since, due: Math.max(since + coughMs, free) }))
    .sort((a, b) => a.due - b.due || a.since - b.since);
}
