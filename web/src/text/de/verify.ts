import type { Area } from '../area';

export const verify: Area<'verify'> = {
  title: 'Sicherheitscode',
  meaning: 'Auf jedem Gerät derselbe, solange ihr alle dieselben Schlüssel habt. Er ändert sich mit jedem Schlüssel.',
  epoch: 'Epoche',
  advice: 'In diesem Meeting vorgelesen beweist er wenig: Nehmt ein Telefon, eine Nachricht oder den Bildschirm der anderen.',
  inDigits: 'In 30 Ziffern zeigen',
  inWords: 'In 12 Wörtern zeigen',
  isCompared: 'verglichen',
  isNotCompared: 'nicht verglichen',
  markName: (name) => `${name} als verglichen markieren`,
  marked: 'Verglichen',
  mark: 'Als verglichen markieren',
  sideBySide: 'Nebeneinander?',
  exchange:
    'Eine Person zeigt einen Code, die andere scannt ihn. Das markiert, wer ihn gezeigt hat, auf dem Gerät, das gescannt hat.',
  showCode: 'Meinen Code zeigen',
  hideCode: 'Meinen Code verbergen',
  myCode: 'Mein Code, für die Kamera eines anderen Geräts',
  scan: 'Code scannen',
  viewfinder: 'Was die Kamera sieht',
  hold: 'Halte den Code des anderen Geräts vor die Kamera. Was sie sieht, wird nicht gesendet.',
  cancel: 'Abbrechen',
  cameraRefused: 'Die Kamera ging nicht auf. Erlaube sie neben der Adresszeile oder vergleiche den Code mit den Augen.',
  scanned: {
    marked: (name) => `Das ist das Gerät von ${name}, und es hat dieselben Schlüssel wie deins. Als verglichen markiert.`,
    stranger:
      'Dieser Code gehört niemandem, den dein Gerät hier sieht. Wer ihn zeigt, ist in einem anderen Meeting, oder jemand steht zwischen euch. Vertraue diesem Meeting nicht, bis du weißt, was davon stimmt.',
    differs: (name) =>
      `Das ist das Gerät von ${name}, aber ihr seid gerade nicht im selben Zustand. Warte, bis niemand kommt oder geht, und versuche es noch einmal. Bleibt es so, steht vielleicht jemand zwischen euch. Nicht markiert.`,
    own: 'Das ist dein eigener Code. Scanne den des anderen Geräts.',
    foreign:
      'Das ist kein Code eines Meetings. Öffne auf dem anderen Gerät den Sicherheitscode und wähle „Meinen Code zeigen“.',
  },
};
