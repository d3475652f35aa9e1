// Looks again when the stage is due to change, though nobody said anything new.
import type { MeetingEvent } from '../meeting/events';
import { nextChange } from '../meeting/speaker';
import { type MeetingState, self } from '../meeting/state';

export class StageClock {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly apply: (event: MeetingEvent) => void) {}

  follow(before: MeetingState, state: MeetingState): void {
    if (state.speaker === before.speaker) return;
    clearTimeout(this.timer);
    const due = nextChange(state.speaker, self(state)?.leaf);
    if (due === undefined) return;
    this.timer = setTimeout(() => this.apply({ type: 'timeCame', time: performance.now() }), due - performance.now());
  }
}
