// Who is speaking, from the audio frames that keys of the meeting opened: nobody without the keys
// can tell, and a forged frame says nothing. A short silence within a sentence changes nothing.

export class Speakers {
  /** When a frame of theirs last said so, by leaf. */
  private readonly heardAt = new Map<number, number>();

  /** `onChange` hears of each beginning and end; moments are microseconds. */
  constructor(private readonly onChange: (leaf: number, isSpeaking: boolean) => void) {}

  hear(leaf: number, isSpeaking: boolean, now: number): void {
    if (!isSpeaking) return this.wake(now);
    const isNew = !this.heardAt.has(leaf);
    this.heardAt.set(leaf, now);
    if (isNew) this.onChange(leaf, true);
  }

  /** Time passed: without frames nobody speaks any more. */
  wake(now: number): void {
    for (const [leaf, at] of this.heardAt) if (now - at >= hangover) this.end(leaf);
  }

  /** Leaves mean nobody any more. */
  clear(): void {
    for (const leaf of this.heardAt.keys()) this.end(leaf);
  }

  private end(leaf: number): void {
    this.heardAt.delete(leaf);
    this.onChange(leaf, false);
  }
}

const hangover = 600_000; // microseconds
