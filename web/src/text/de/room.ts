import type { Area } from '../area';
import { and, plural } from './formats';

export const room: Area<'room'> = {
  title: 'Im Meeting',
  controls: 'Steuerung des Meetings',
  opening: 'Wird geöffnet …',
  mute: 'Stumm',
  unmute: 'Ton an',
  startCamera: 'Kamera an',
  stopCamera: 'Kamera aus',
  people: 'Personen',
  safetyCode: 'Sicherheitscode',
  log: 'Verlauf',
  copyLink: 'Link kopieren',
  copied: 'Kopiert',
  fullScreen: 'Vollbild',
  window: 'Fenster',
  leave: 'Verlassen',
  close: 'Schließen',
  peopleCount: (count) => plural(count, { one: '1 Person', other: `${count} Personen` }),
  hosts: (names, amHost) => (amHost ? ownHosts(names) : othersHosts(names)),
  door: { locked: 'Abgeschlossen', waitingRoom: 'Warteraum', open: 'Offen für den Link' },
  compared: { none: 'Codes nicht verglichen', all: 'Codes verglichen' },
  comparedSome: (compared, others) => `${compared} von ${others} verglichen`,
  more: (count) => `und ${count} weitere`,
  aloneTitle: 'Du bist allein hier',
  alone: 'Schicke den Link auf einem Weg, dem du vertraust. Wer ihn hat, kann um Einlass bitten.',
  copyTheLink: 'Link kopieren',
  linkCopied: 'Link kopiert',
};

function ownHosts(names: readonly string[]): string {
  const others = names.length - 1;
  if (others === 0) return 'du bist Host';
  return `${and(['du', others === 1 ? (names[1] ?? '') : `${others} andere`])} seid Hosts`;
}

function othersHosts(names: readonly string[]): string {
  return plural(names.length, { one: 'Host', other: 'Hosts' }) + `: ${names.join(', ')}`;
}
