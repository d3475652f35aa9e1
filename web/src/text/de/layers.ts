import type { Area } from '../area';
import { plural } from './formats';

export const layers: Area<'layers'> = {
  title: 'Schichten',
  chip: { whole: 'Schichten', broken: 'Eine Schicht ist gebrochen' },
  intro: 'Sicher vor wem, und wo. Jede Schicht schützt vor manchen und vor anderen nicht.',
  safeFrom: 'Schützt vor',
  notFrom: 'Schützt nicht vor',
  standing: { good: 'wie es sein soll', look: 'einen Blick wert', broken: 'jetzt nicht geschützt' },
  network: {
    name: 'Netz',
    gist: { good: 'Verschlüsselt bis zum Server', look: 'Die Verbindung wird wiederhergestellt' },
    safe: 'Leuten in deinem WLAN, deinem Anbieter und allen auf dem Weg: Sie können nicht lesen, ändern oder dazukommen.',
    unsafe: 'Sie sehen, dass du mit diesem Server sprichst, wie lange, und ungefähr, wie viel sich vor der Kamera bewegt.',
  },
  platform: {
    name: 'Server und Schlüssel',
    gist: {
      good: 'Ende-zu-Ende-verschlüsselt, alle verglichen',
      look: 'Ende-zu-Ende-verschlüsselt, nicht alle verglichen',
      broken: 'Etwas wurde gefälscht, zurückgehalten oder lässt sich nicht öffnen',
    },
    safe: 'Dem Server, seinem Betreiber und allen, die bei ihm einbrechen oder ihm Auskunft befehlen: Er hat keinen Schlüssel und kann niemanden einlassen.',
  },
  device: {
    name: 'Browser und Gerät',
    gist: { look: 'Du vertraust diesem Gerät und dieser Seite', broken: 'Die Seite ist nicht die, die der Server aufführt' },
    safe: 'Anderen Seiten und uns: Vor deinem Klick wird nichts geöffnet, und nichts wird gespeichert.',
    unsafe: 'Erweiterungen, das System und wer es verwaltet, sehen, was du siehst.',
  },
  people: {
    name: 'Personen',
    gist: { good: 'Nur wer in der Liste steht, hat die Schlüssel', look: 'Jemand hier ist einen Blick wert' },
    safe: 'Fremden mit dem Link: Sie kommen nur herein, wie es die Regeln sagen, und alle sehen es.',
    unsafe: 'Ein Name ist, wie sich Leute nennen.',
  },
  room: {
    name: 'Dein Raum',
    gist: { good: 'Nichts davon wird gezeigt', look: 'Was die Kamera zeigt und das Mikrofon hört' },
    safe: 'Vor niemandem im Besonderen: Was im Bild ist, sehen alle hier.',
    unsafe: 'Papiere, Bildschirme und Spiegelungen hinter und neben dir, Stimmen aus dem Nebenzimmer.',
  },
  path: {
    none: 'Noch keine Verbindung für Ton und Bild',
    connecting: 'Wird verbunden',
    connected: 'Verbunden',
    interrupted: 'Unterbrochen',
  },
  hop: (version, cipher) => `${version} zum Server, ${cipher}`,
  forwardSecret: 'Vorwärts geheim: Ein später gestohlener Schlüssel öffnet nichts von heute',
  notForwardSecret: 'Nicht vorwärts geheim',
  media: (cipher) => `Medienpakete noch einmal mit ${cipher}`,
  route: (protocol) => `Über ${protocol.toUpperCase()}, direkt zum Server: Niemand hier erfährt deine Adresse`,
  suite: 'MLS (RFC 9420) mit X25519, ChaCha20-Poly1305 und Ed25519; SFrame (RFC 9605) mit AES-128-GCM für jeden Frame',
  epoch: (epoch, members) =>
    `Epoche ${epoch}: Schlüssel für genau ${plural(members, { one: '1 Person', other: `${members} Personen` })}`,
  compared: (compared, others) =>
    others === 0 ? 'Noch ist niemand zum Vergleichen da' : `Codes mit ${compared} von ${others} verglichen`,
  agreed: 'Die Gruppe ist sich einig; nichts wurde gefälscht oder zurückgehalten',
  disagreed: (alarms) =>
    plural(alarms, { one: '1 Alarm: siehe die Hinweise', other: `${alarms} Alarme: siehe die Hinweise` }),
  capture: {
    microphone: { open: 'Mikrofon offen', closed: 'Mikrofon geschlossen' },
    camera: { open: 'Kamera offen', closed: 'Kamera geschlossen' },
    screen: { open: 'Bildschirm, Fenster oder Tab wird aufgenommen', closed: 'Kein Bildschirm wird aufgenommen' },
  },
  build: {
    unknown: 'Diese Seite wurde nicht geprüft',
    checking: 'Diese Seite wird geprüft …',
    unlisted: 'Der Server gibt keine Liste der Dateien dieser Seite heraus',
    same: 'Jede Datei dieser Seite ist, wie der Server sie aufführt',
    different: 'Eine Datei dieser Seite ist nicht, wie der Server sie aufführt',
  },
  buildHash: 'Hash der Liste',
  buildAdvice:
    'Seite und Liste kommen beide vom Server. Um zu wissen, dass sie von uns sind, vergleiche den Hash auf einem anderen Gerät mit dem deines eigenen Builds (./dev manifest).',
  checkPage: 'Diese Seite prüfen',
  here: (names) => `Hier: ${names.join(', ')}`,
  admitted: (who, by) => `${by} hat ${who} eingelassen`,
  door: {
    locked: 'Abgeschlossen: Niemand wird eingelassen',
    waitingRoom: 'Ein Host lässt die Leute ein',
    open: 'Wer den Link hat, kann hereinkommen',
  },
  record: 'Alle hier können aufzeichnen, was du zeigst oder sagst; keine App kann das verhindern.',
  shows: {
    both: 'Deine Kamera zeigt dich und was hinter dir ist, dein Mikrofon hört den Raum.',
    camera: 'Deine Kamera zeigt dich und was hinter dir ist.',
    microphone: 'Dein Mikrofon hört den Raum.',
    nothing: 'Kamera und Mikrofon sind geschlossen.',
  },
};
