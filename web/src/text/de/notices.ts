import type { Area } from '../area';

export const notices: Area<'notices'> = {
  lost: 'Verbindung verloren. Sie wird wiederhergestellt …',
  unreachable:
    'Der Server antwortet nicht. Prüfe dein Netz. Diese Seite versucht es weiter; dein Platz ist vielleicht verloren.',
  interrupted: 'Ton und Bild sind unterbrochen. Die Verbindung wird wiederhergestellt …',
  notYet: 'Ton und Bilder sind noch nicht verbunden.',
  soundBlocked: 'Der Browser hält den Ton zurück.',
  letPlay: 'Ton abspielen',
  dismiss: 'Schließen',
  alarms: {
    forged: 'Es kam eine Nachricht an, die von niemandem in diesem Meeting stammen kann. Sie wurde ignoriert.',
    replayed: 'Eine alte Nachricht wurde noch einmal geschickt. Sie wurde ignoriert.',
    disagreement: (who) =>
      who === ''
        ? 'Die Schlüssel hier und die der anderen stimmen nicht mehr überein. Verlasse das Meeting und nimm noch einmal teil.'
        : `Die Schlüssel hier und die von ${who} stimmen nicht mehr überein. Vielleicht zeigt euch der Server verschiedene Meetings.`,
    policy: (who) =>
      `${who || 'Jemand'} hat etwas versucht, was die Regeln dieses Meetings nicht erlauben. Es fand nicht statt.`,
    inviteTwice: (who) => `Die Einladung für ${who} wurde zweimal benutzt. Die zweite Person wurde nicht eingelassen.`,
    passphrase: (who) =>
      who === ''
        ? 'Jemand mit dem Link hat eine falsche Passphrase versucht.'
        : `Jemand, der sich ${who} nennt, hat eine falsche Passphrase versucht.`,
    otherKeys: (who) =>
      `${who}, mit verglichenem Code, hat jetzt andere Schlüssel. An dieser Stelle ist vielleicht jemand anderes: Vergleicht noch einmal, bevor du vertraust.`,
    otherPerson: (who) =>
      `${who}, mit verglichenem Code, ist weg, und jemand mit diesem Namen kam mit anderen Schlüsseln. Das geschieht, wenn man noch einmal teilnimmt, und wenn jemand anderes den Namen benutzt: Vergleicht noch einmal.`,
  },
  wishes: {
    refused: 'Das erlauben dir die Regeln dieses Meetings nicht.',
    notFound: 'Diese Person ist nicht mehr da.',
    limit: 'Das ist zu viel auf einmal. Versuche es gleich noch einmal.',
    notYet: 'Die Schlüssel des Meetings ändern sich gerade. Versuche es gleich noch einmal.',
    impossible: 'Das war nicht möglich.',
  },
  troubles: {
    linkNotCopied: 'Der Link ließ sich nicht kopieren. Kopiere ihn aus der Adresszeile.',
    inviteNotCopied: 'Die Einladung ließ sich nicht kopieren. Markiere und kopiere sie von Hand.',
    noFullScreen: 'Dieser Browser erlaubt hier kein Vollbild.',
    notApart: 'Dieser Browser öffnet hier kein kleines Fenster.',
    fileEmpty: 'Eine Datei ohne Inhalt lässt sich nicht anbieten.',
    fileLarge: 'Diese Datei ist zu groß: Durch ein Meeting passen bis zu 32 MB.',
    fileUnreadable: 'Eine Datei, die du angeboten hast, lässt sich auf diesem Gerät nicht mehr lesen. Sie wurde zurückgenommen.',
    noMedia: 'Ton und Bild kamen mit diesem Server nicht zustande. Verlasse das Meeting und nimm noch einmal teil.',
  },
};
