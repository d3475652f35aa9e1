import type { DeviceKind } from '../../meeting/state';
import type { Area } from '../area';

const names: Readonly<Record<DeviceKind, string>> = { microphone: 'Mikrofon', camera: 'Kamera' };
const the: Readonly<Record<DeviceKind, string>> = { microphone: 'das Mikrofon', camera: 'die Kamera' };
/** At the beginning of a sentence. */
const first: Readonly<Record<DeviceKind, string>> = { microphone: 'Das Mikrofon', camera: 'Die Kamera' };
const none: Readonly<Record<DeviceKind, string>> = { microphone: 'Kein Mikrofon', camera: 'Keine Kamera' };
const it: Readonly<Record<DeviceKind, string>> = { microphone: 'es', camera: 'sie' };

export const devices: Area<'devices'> = {
  open: (kind) => `${names[kind]} öffnen`,
  close: (kind) => `${names[kind]} schließen`,
  which: (kind) => (kind === 'camera' ? 'Welche Kamera' : 'Welches Mikrofon'),
  problems: {
    denied: (kind) => `${first[kind]} wurde nicht erlaubt. Erlaube ${it[kind]} neben der Adresszeile und klicke noch einmal.`,
    missing: (kind) => `${none[kind]} gefunden. Schließe etwas an oder komm ohne.`,
    busy: (kind) => `Ein anderes Programm benutzt ${the[kind]}. Schließe ${it[kind]} dort und klicke noch einmal.`,
    unplugged: (kind) => `${first[kind]} wurde abgezogen oder entzogen und ist jetzt geschlossen.`,
    enteredMuted: (kind) =>
      kind === 'camera'
        ? 'In dieses Meeting kommt man mit geschlossener Kamera. Öffne sie, wenn du willst.'
        : 'In dieses Meeting kommt man mit geschlossenem Mikrofon. Öffne es, wenn du sprechen willst.',
    failed: (kind) =>
      kind === 'camera'
        ? 'Die Kamera ist nicht angesprungen. Klicke noch einmal oder wähle eine andere.'
        : 'Das Mikrofon ist nicht angesprungen. Klicke noch einmal oder wähle ein anderes.',
  },
  title: 'Ton und Kamera',
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  camera: 'Kamera',
  level: 'Wie laut dich das Mikrofon hört',
  meterClosed: 'Öffne das Mikrofon, um zu sehen, ob es dich hört.',
  check: 'Drei Sekunden aufnehmen und anhören',
  checks: {
    idle: 'Es bleibt im Speicher dieser Seite, und sonst hört es niemand.',
    recording: 'Sag etwas …',
    playing: 'So klingst du.',
    failed: 'Die Aufnahme ließ sich nicht abspielen.',
  },
  tone: 'Ton abspielen',
  toneOn: 'Hör hin …',
  usualSpeaker: 'Wie das Gerät es hat',
  speakerFixed: 'Dieser Browser spielt dort ab, wo das Gerät es tut. Wähle den Lautsprecher in den Einstellungen des Geräts.',
  whichSpeaker: 'Welcher Lautsprecher',
  cameraClosed: 'Öffne die Kamera, um dich zu sehen.',
  processing: {
    echoCancellation: 'Lautsprecher aus dem Mikrofon heraushalten',
    noiseSuppression: 'Geräusche heraushalten',
    autoGainControl: 'Meine Lautstärke ausgleichen',
  },
  pushToTalk: 'Nur sprechen, solange die Leertaste gehalten wird; Knöpfe drückt dann die Eingabetaste',
  remembered: 'Was du wählst, gilt, bis diese Seite geschlossen wird, und wird sonst nirgends behalten.',
};
