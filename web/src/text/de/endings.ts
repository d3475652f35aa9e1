import type { Area } from '../area';

export const endings: Area<'endings'> = {
  refusals: {
    insecure: {
      title: 'Diese Adresse ist nicht sicher',
      text: 'Kamera, Mikrofon und Verschlüsselung funktionieren nur auf Seiten, die über https kamen.',
      advice: 'Frage, wer diesen Server betreibt, nach seiner https-Adresse und öffne deinen Link dort.',
    },
    transform: {
      title: 'Dieser Browser kann kein Meeting verschlüsseln',
      text: 'Er kann Bild und Ton nicht verschlüsseln, bevor sie das Gerät verlassen (RTCRtpScriptTransform), und ohne das gibt es bei Conclave kein Meeting.',
      advice: 'Öffne den Link in einem aktuellen Firefox, Chrome, Chromium oder Edge. Es wurde nichts gesendet.',
    },
  },
  badLink: {
    title: 'Dieser Link ist nicht vollständig',
    text: 'Der Link eines Meetings endet mit # und 22 Buchstaben, Ziffern, - oder _. Etwas davon ging unterwegs verloren oder wurde geändert.',
    advice: 'Bitte noch einmal um den Link und kopiere ihn ganz.',
  },
  over: {
    left: {
      title: 'Du hast das Meeting verlassen',
      text: 'Mikrofon und Kamera sind geschlossen, und die Schlüssel dieses Meetings sind aus dieser Seite gelöscht.',
      advice:
        'Der Link steht nicht mehr in der Adresszeile, vielleicht aber im Verlauf dieses Browsers. Lösche ihn dort oder nimm beim nächsten Mal ein privates Fenster.',
    },
    removed: {
      title: 'Du wurdest entfernt',
      text: 'Jemand im Meeting hat dich entfernt. Was ab jetzt gesagt wird, ist mit Schlüsseln verschlüsselt, die du nicht hast.',
      advice: 'War das ein Irrtum, bitte darum, wieder eingelassen zu werden.',
    },
    denied: {
      title: 'Du wurdest nicht eingelassen',
      text: 'Ein Host des Meetings hat Nein gesagt. Du hast nichts davon gehört und gesehen, und das Meeting von dir nur den Namen, den du angegeben hast.',
      advice: 'War das ein Irrtum, frage die Person, die dich eingeladen hat, und öffne deinen Link dann noch einmal.',
    },
    full: {
      title: 'Das Meeting ist voll',
      text: 'Der Server nimmt niemanden mehr in dieses Meeting auf.',
      advice: 'Versuche es noch einmal, wenn jemand gegangen ist.',
    },
    replaced: {
      title: 'Es geht anderswo weiter',
      text: 'Eine andere Verbindung von dir hat diesen Platz im Meeting übernommen.',
      advice: 'Mach dort weiter oder nimm von hier aus noch einmal teil.',
    },
    version: {
      title: 'Diese Seite ist veraltet',
      text: 'Der Server spricht eine andere Version des Protokolls als diese Seite.',
      advice: 'Lade die Seite neu.',
    },
    protocol: {
      title: 'Der Server hat etwas Unverständliches gesagt',
      text: 'Er hält sich nicht an das Protokoll, darum spricht diese Seite nicht mehr mit ihm.',
      advice: 'Lade die Seite neu. Geschieht es wieder, sage es denen, die diesen Server betreiben.',
    },
    core: {
      title: 'Die Verschlüsselung ist nicht gestartet',
      text: 'Dieser Teil der Seite ist ausgefallen, darum wird nichts gesendet und nichts gezeigt.',
      advice: 'Lade die Seite neu. Geschieht es wieder, versuche einen anderen Browser.',
    },
    error: {
      title: 'Der Server hat die Verbindung beendet',
      text: 'Er hat einen eigenen Fehler gemeldet.',
      advice: 'Nimm gleich noch einmal teil.',
    },
  },
  joinAgain: 'Noch einmal teilnehmen',
  reload: 'Seite neu laden',
  home: 'Zurück zum Anfang',
};
