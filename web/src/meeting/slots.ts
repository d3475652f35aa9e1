// Receive slots: whose frames each one carries, as the keys that opened them say, and how it fares.
import type { FrameCount, WorldEvent } from './events';
import type { Carried } from './quality';
import type { Slot, SlotHealth, SlotWish } from './state';

export function emptied(slot: Slot): Slot {
  return { ...slot, leaf: undefined, source: undefined, health: 'idle' };
}

type NewSlot = (WorldEvent & { type: 'slotsReady' })['slots'][number];

export function mergeSlots(old: readonly Slot[], ready: readonly NewSlot[]): readonly Slot[] {
  const known = new Map(old.map((slot) => [slot.mid, slot]));
  return ready.map((slot) => {
    const same = known.get(slot.mid);
    return same?.track === slot.track ? same : newSlot(slot);
  });
}

function newSlot(slot: NewSlot): Slot {
  return {
    ...slot,
    leaf: undefined,
    source: undefined,
    framesOpened: 0,
    framesDropped: 0,
    health: 'idle',
    framesDecoded: 0,
    samplesReceived: 0,
  };
}

/** One stream is in one slot: where it was before, it is no more. */
export function carry(slots: readonly Slot[], event: WorldEvent & { type: 'slotCarries' }): readonly Slot[] {
  const { mid, leaf, source } = event;
  return slots.map((slot) => {
    if (slot.mid === mid) return { ...slot, leaf, source };
    return slot.leaf === leaf && slot.source === source ? emptied(slot) : slot;
  });
}

export function countFrames(slots: readonly Slot[], received: readonly FrameCount[]): readonly Slot[] {
  const counts = new Map(received.map((count) => [count.mid, count]));
  return slots.map((slot) => {
    const count = counts.get(slot.mid);
    if (count === undefined) return slot;
    const { opened, dropped } = count;
    return { ...slot, health: healthAfter(slot, count), framesOpened: opened, framesDropped: dropped };
  });
}

function healthAfter(slot: Slot, count: FrameCount): SlotHealth {
  if (count.opened > slot.framesOpened) return 'sealed';
  return count.dropped > slot.framesDropped ? 'shut' : 'idle';
}

/** The slots in which somebody is, with what was asked of each. */
export function carriedSlots(slots: readonly Slot[], wishes: readonly SlotWish[]): readonly Carried[] {
  const heights = new Map(wishes.map((wish) => [wish.mid, wish.height]));
  return slots.flatMap(({ mid, leaf, source }) =>
    leaf === undefined || source === undefined ? [] : [{ mid, leaf, source, wishedHeight: heights.get(mid) ?? 0 }],
  );
}
