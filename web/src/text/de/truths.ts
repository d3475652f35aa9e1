import type { Area } from '../area';

export const truths: Area<'truths'> = {
  serverSees:
    'Der Server kann dieses Meeting weder sehen noch hören. Er sieht deine Netzwerkadresse, wann du hier bist und wie viel du sendest.',
  webTrust: 'Web: Du vertraust der Seite, die dieser Server geschickt hat. Prüfe sie oder nimm die App.',
  notCompared:
    'Codes nicht verglichen – eine vorgetäuschte Person ist möglich. Vergleicht sie auf einem anderen Weg; Stimmen lassen sich nachahmen.',
  anyoneRecords: 'Alle hier können aufzeichnen.',
  backgroundLeaks: (perThousand) =>
    `Hintergrundeffekte verraten Teile deines Raums: letzter Test p95 = ${perThousand} von 1000.`,
  infectedDevice: 'Ein befallenes Gerät können wir nicht schützen.',
  keepsNothing: 'Die Software bewahrt nichts auf. Wer sie betreibt, könnte die Software ändern.',
  serverInterrupts: 'Der Server kann das Gespräch unterbrechen oder verlangsamen.',
  appToCome: 'Noch gibt es keine App: Prüfe die Seite, im Meeting unter „Schichten“.',
};
