// This person's own microphone and camera. What it emits is what happened, never what was asked.
import { type DeviceKind, listDevices, openDevice } from '../media/devices';
import type { WorldEvent } from '../meeting/events';
import type { DeviceProblem } from '../meeting/state';

const kinds: readonly DeviceKind[] = ['microphone', 'camera'];

export interface LocalDevicesOptions {
  readonly emit: (event: WorldEvent) => void;
  /** The track to send from now on; null means nothing. */
  readonly onTrack: (kind: DeviceKind, track: MediaStreamTrack | null) => void;
}

export class LocalDevices {
  private readonly tracks = new Map<DeviceKind, MediaStreamTrack>();
  private readonly opening = new Set<DeviceKind>();
  private readonly listed = new Set<DeviceKind>();
  private visit = 0; // counts up when all is closed: what was still opening then is closed at once

  constructor(private readonly options: LocalDevicesOptions) {
    // Absent on a page that is not secure, which never gets as far as opening a device.
    if ('mediaDevices' in navigator) {
      navigator.mediaDevices.ondevicechange = () => void this.listAgain();
    }
  }

  track(kind: DeviceKind): MediaStreamTrack | null {
    return this.tracks.get(kind) ?? null;
  }

  toggle(kind: DeviceKind): void {
    if (this.opening.has(kind)) return;
    if (this.tracks.has(kind)) this.close(kind);
    else void this.open(kind, '');
  }

  choose(kind: DeviceKind, id: string): void {
    if (!this.tracks.has(kind) || this.opening.has(kind)) return;
    this.close(kind);
    void this.open(kind, id);
  }

  /** By the meeting's rules, and said so. */
  muteAtEntry(): void {
    if (this.tracks.has('microphone')) this.close('microphone', 'enteredMuted');
  }

  closeAll(): void {
    this.visit += 1;
    for (const kind of kinds) if (this.tracks.has(kind)) this.close(kind);
  }

  private async open(kind: DeviceKind, id: string): Promise<void> {
    const { emit } = this.options;
    const visit = this.visit;
    this.opening.add(kind);
    emit({ type: 'deviceOpening', device: kind });
    const opened = await openDevice(kind, id);
    this.opening.delete(kind);
    if (opened.type === 'problem') {
      emit({ type: 'deviceClosed', device: kind, problem: opened.problem });
    } else if (visit !== this.visit) {
      opened.track.stop();
      emit({ type: 'deviceClosed', device: kind });
    } else {
      this.begin(kind, opened.track);
      await this.list(kind);
    }
  }

  private begin(kind: DeviceKind, track: MediaStreamTrack): void {
    this.tracks.set(kind, track);
    track.onended = () => this.close(kind, 'unplugged');
    const id = track.getSettings().deviceId ?? '';
    this.options.onTrack(kind, track);
    this.options.emit({ type: 'deviceOpened', device: kind, track, id });
  }

  private close(kind: DeviceKind, problem?: DeviceProblem): void {
    const track = this.tracks.get(kind);
    this.tracks.delete(kind);
    if (track !== undefined) {
      track.onended = null;
      track.stop();
    }
    this.options.onTrack(kind, null);
    this.options.emit({ type: 'deviceClosed', device: kind, ...(problem && { problem }) });
  }

  private async list(kind: DeviceKind): Promise<void> {
    this.listed.add(kind);
    const choices = await listDevices(kind);
    this.options.emit({ type: 'devicesListed', device: kind, choices });
  }

  private async listAgain(): Promise<void> {
    for (const kind of this.listed) await this.list(kind);
  }
}
