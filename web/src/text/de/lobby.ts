import type { Area } from '../area';

export const lobby: Area<'lobby'> = {
  title: 'Bevor du hineingehst',
  devices: 'Dein Mikrofon und deine Kamera',
  name: 'Dein Name in diesem Meeting',
  namePlaceholder: 'Wie die anderen dich nennen',
  nameKept: 'Nur wer den Link hat, kann ihn lesen. Er wird nirgends aufbewahrt.',
  passphrase: 'Passphrase',
  passphrasePlaceholder: 'Zusätzlich zum Link',
  newPassphrase: 'Passphrase, wenn du eine willst',
  newPassphrasePlaceholder: 'Keine',
  newPassphraseAdvice: 'Alle brauchen sie zusätzlich zum Link. Teile sie auf einem anderen Weg mit.',
  join: 'Teilnehmen',
  cameraOpening: 'Kamera wird geöffnet …',
  cameraClosed: 'Die Kamera ist geschlossen.',
  check: 'Mikrofon und Lautsprecher ausprobieren',
  checked: 'Fertig ausprobiert',
};
