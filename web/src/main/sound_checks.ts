// What a person hears of themselves, and a tone, one at a time each.
import { playRecording, playTone, recordSound } from '../media/sound_check';
import type { SetupWorldEvent } from '../meeting/setup';

const recordMs = 3_000;

export class SoundChecks {
  private isChecking = false;
  private isToneOn = false;

  constructor(private readonly emit: (event: SetupWorldEvent) => void) {}

  async check(microphone: MediaStreamTrack | null, speaker: string): Promise<void> {
    if (microphone === null || this.isChecking) return;
    this.isChecking = true;
    try {
      this.emit({ type: 'checkChanged', check: 'recording' });
      const recording = await recordSound(microphone, recordMs);
      this.emit({ type: 'checkChanged', check: 'playing' });
      await playRecording(recording, speaker);
      this.emit({ type: 'checkChanged', check: 'idle' });
    } catch {
      this.emit({ type: 'checkChanged', check: 'failed' });
    } finally {
      this.isChecking = false;
    }
  }

  async tone(speaker: string): Promise<void> {
    if (this.isToneOn) return;
    this.isToneOn = true;
    this.emit({ type: 'toneChanged', isOn: true });
    await playTone(speaker).catch(() => undefined); // heard or not: the person knows
    this.isToneOn = false;
    this.emit({ type: 'toneChanged', isOn: false });
  }
}
