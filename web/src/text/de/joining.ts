import type { Area } from '../area';
import { or } from './formats';

export const joining: Area<'joining'> = {
  unlocking: 'Der Raum wird aufgeschlossen',
  connecting: 'Der Server wird gesucht.',
  knocking: 'Mit den Leuten drinnen werden Schlüssel vereinbart.',
  unheard:
    'Drinnen hat noch niemand geantwortet. Jemand im Meeting muss verbunden sein, um dich einzulassen; diese Seite wartet und macht von selbst weiter.',
  unreachableTitle: 'Der Server antwortet nicht',
  unreachable:
    'Prüfe dein Netz oder frage, wer diesen Server betreibt. Diese Seite versucht es weiter und macht von selbst weiter.',
  waitingTitle: (hosts) => `Du wartest, bis ${hosts.length === 0 ? 'ein Host' : fewOf(hosts)} dich einlässt`,
  waiting: 'Dein Name steht auf dem Bildschirm der Hosts. Sobald du eingelassen wirst, geht es von selbst weiter.',
  waitingBlind:
    'Bevor du drin bist, hörst und siehst du nichts vom Meeting, und das Meeting hört und sieht von dir nur deinen Namen.',
  wrongTitle: 'Das ist nicht die Passphrase',
  wrong: 'Der Link stimmt, lässt aber ohne die Passphrase nicht hinein. Die Leute drinnen erfahren von falschen Versuchen.',
  wrongPlaceholder: 'Frage, wer dich eingeladen hat',
  tryAgain: 'Noch einmal',
  cancel: 'Abbrechen',
};

function fewOf(hosts: readonly string[]): string {
  return or(hosts.length > 2 ? [...hosts.slice(0, 1), 'ein anderer Host'] : hosts);
}
