import type { Area } from '../area';

export const report: Area<'report'> = {
  title: 'Ein Problem melden',
  intro:
    'Das ist alles, was ein Bericht enthält: kein Name, kein Link, keine Adresse, kein Schlüssel. Lies ihn, dann kopiere ihn für die, die diesen Server betreiben.',
  make: 'Bericht erstellen',
  copy: 'Bericht kopieren',
  copied: 'Kopiert',
};
