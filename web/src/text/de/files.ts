import type { Area } from '../area';

export const files: Area<'files'> = {
  offer: 'Datei anbieten',
  forbidden: { hosts: 'Nur Hosts dürfen Dateien anbieten', nobody: 'Die Hosts haben Dateien abgeschaltet' },
  get: 'Holen',
  getAgain: 'Noch einmal',
  stop: 'Anhalten',
  save: 'Speichern',
  coming: (percent) => `${percent} %`,
  own: 'Bleibt auf deinem Gerät, bis jemand sie holt',
  here: 'Da. Auf der Festplatte ist sie nur, wenn du sie speicherst',
  withdraw: 'Zurücknehmen',
  barred: 'Nicht zu haben: Die Regeln erlauben der anbietenden Person gerade keine Dateien',
  withdrawn: 'Zurückgenommen',
  gone: 'Wer sie angeboten hat, ist gegangen',
  failed: {
    silent: 'Es kommt keine Antwort. Aufgegeben.',
    wrong: 'Was kam, war nicht das Angebotene. Es wurde verworfen.',
  },
  notKept: 'Diese Datei wird nicht mehr aufbewahrt.',
};
