// A sign over somebody's tile for a moment. Only signs of this list are shown, so that a reaction
// cannot be made to say anything else.
import type { MessageId } from '../e2ee/messages';

export const reactionSymbols = ['👍', '❤️', '👏', '🎉', '😂', '😮'] as const;
export type ReactionSymbol = (typeof reactionSymbols)[number];

export interface Reaction {
  readonly id: MessageId;
  readonly leaf: number;
  readonly symbol: ReactionSymbol;
  readonly time: number;
}

/** What is shown for a moment is shown so long. */
export const momentMs = 4_000;
const reactionsOfOneMax = 3;
const reactionsMax = 60;

export function withReaction(
  reactions: readonly Reaction[],
  { symbol, ...rest }: Omit<Reaction, 'symbol'> & { readonly symbol: string },
): readonly Reaction[] {
  const known = reactionSymbols.find((one) => one === symbol);
  if (known === undefined) return reactions;
  const own = reactions.filter(({ id }) => id.connection === rest.id.connection);
  const tooMany = new Set(own.slice(0, Math.max(0, own.length + 1 - reactionsOfOneMax)));
  const kept = reactions.filter((reaction) => !tooMany.has(reaction));
  return [...kept, { ...rest, symbol: known }].slice(-reactionsMax);
}

export function faded(reactions: readonly Reaction[], now: number): readonly Reaction[] {
  return reactions.filter(({ time }) => now - time < momentMs);
}
