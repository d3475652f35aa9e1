// This person's own microphone and camera. What it emits is what happened, never what was asked.
//
// Every click that closes acts at once, whatever is being opened meanwhile: what comes late is
// stopped as it comes. Another device is obtained before the one in use is let go.
import {
  type DeviceChoice,
  type DeviceKind,
  type Processing,
  listDevices,
  openDevice,
} from '../media/devices';
import type { WorldEvent } from '../meeting/events';
import type { DeviceProblem } from '../meeting/state';

const kinds: readonly DeviceKind[] = ['microphone', 'camera'];

export interface LocalDevicesOptions {
  readonly emit: (event: WorldEvent) => void;
  readonly processing: () => Processing;
  /** The track to send from now on; null means nothing. */
  readonly onTrack: (kind: DeviceKind, track: MediaStreamTrack | null) => void;
}

export class LocalDevices {
  private readonly tracks = new Map<DeviceKind, MediaStreamTrack>();
  /** The latest wish to open something; a wish that is not the latest has been taken back. */
  private readonly wishes = new Map<DeviceKind, object>();
  private readonly listed = new Map<DeviceKind, readonly DeviceChoice[]>();
  /** Of what was chosen last, while this page lives; ids are the browser's and may change. */
  private readonly labels = new Map<DeviceKind, string>();
  private isHeldOpen = false;

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
    this.isHeldOpen = false;
    this.flip(kind);
  }

  private flip(kind: DeviceKind): void {
    if (this.tracks.has(kind) || this.wishes.has(kind)) this.close(kind);
    else void this.open(kind, this.rememberedId(kind));
  }

  choose(kind: DeviceKind, id: string): void {
    const choice = this.listed.get(kind)?.find((one) => one.id === id);
    if (choice !== undefined) this.labels.set(kind, choice.label);
    if (this.tracks.has(kind)) void this.replace(kind, id);
  }

  /** The processing that is wanted has changed: the microphone in use is obtained again with it. */
  process(): void {
    const id = this.tracks.get('microphone')?.getSettings().deviceId;
    if (id !== undefined) void this.replace('microphone', id);
  }

  /** Push to talk: the microphone is open while the key is held, if it was closed before. */
  hold(isHeld: boolean): void {
    const isOpen = this.tracks.has('microphone') || this.wishes.has('microphone');
    if (isHeld === isOpen || (!isHeld && !this.isHeldOpen)) return;
    this.isHeldOpen = isHeld;
    this.flip('microphone');
  }

  /** By the meeting's rules, and said so. */
  muteAtEntry(): void {
    if (this.tracks.has('microphone')) this.close('microphone', 'enteredMuted');
  }

  closeAll(): void {
    for (const kind of kinds) if (this.tracks.has(kind) || this.wishes.has(kind)) this.close(kind);
  }

  private async open(kind: DeviceKind, id: string): Promise<void> {
    this.options.emit({ type: 'deviceOpening', device: kind });
    const opened = await this.obtain(kind, id);
    if (opened === undefined) return;
    if (opened.type === 'open') this.begin(kind, opened.track);
    else this.options.emit({ type: 'deviceClosed', device: kind, problem: opened.problem });
    await this.list([kind]);
  }

  /** Without a gap; what is in use stays if the other does not open. */
  private async replace(kind: DeviceKind, id: string): Promise<void> {
    const opened = await this.obtain(kind, id);
    if (opened?.type === 'problem') this.options.emit({ type: 'deviceTrouble', device: kind, problem: opened.problem });
    if (opened?.type !== 'open') return;
    const before = this.tracks.get(kind);
    this.begin(kind, opened.track);
    if (before !== undefined) release(before);
  }

  /** Undefined when that was taken back meanwhile. */
  private async obtain(kind: DeviceKind, id: string) {
    const wish = {};
    this.wishes.set(kind, wish);
    const opened = await openDevice(kind, id, this.options.processing());
    if (this.wishes.get(kind) === wish) {
      this.wishes.delete(kind);
      return opened;
    }
    if (opened.type === 'open') release(opened.track);
    return undefined;
  }

  private begin(kind: DeviceKind, track: MediaStreamTrack): void {
    this.tracks.set(kind, track);
    track.onended = () => this.close(kind, 'unplugged');
    const id = track.getSettings().deviceId ?? '';
    this.options.onTrack(kind, track);
    this.options.emit({ type: 'deviceOpened', device: kind, track, id });
  }

  private close(kind: DeviceKind, problem?: DeviceProblem): void {
    this.wishes.delete(kind);
    const track = this.tracks.get(kind);
    this.tracks.delete(kind);
    if (track !== undefined) release(track);
    this.options.onTrack(kind, null);
    this.options.emit({ type: 'deviceClosed', device: kind, ...(problem && { problem }) });
  }

  private async list(kinds: readonly DeviceKind[]): Promise<void> {
    const lists = await listDevices();
    for (const kind of kinds) {
      this.listed.set(kind, lists[kind]);
      this.options.emit({ type: 'devicesListed', device: kind, choices: lists[kind] });
    }
    this.options.emit({ type: 'speakersListed', choices: lists.speaker });
  }

  private async listAgain(): Promise<void> {
    const known = [...this.listed.keys()];
    await this.list(known);
    for (const kind of known) if (this.hasVanished(kind)) this.close(kind, 'unplugged');
  }

  /** Not every browser ends the track of a device that was pulled out. */
  private hasVanished(kind: DeviceKind): boolean {
    const id = this.tracks.get(kind)?.getSettings().deviceId;
    const choices = this.listed.get(kind) ?? [];
    return id !== undefined && choices.length > 0 && !choices.some((choice) => choice.id === id);
  }

  private rememberedId(kind: DeviceKind): string {
    const label = this.labels.get(kind);
    return this.listed.get(kind)?.find((choice) => choice.label === label)?.id ?? '';
  }
}

function release(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}
