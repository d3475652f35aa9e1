import type { Area } from '../area';

export const tile: Area<'tile'> = {
  you: 'Du',
  host: 'Host',
  microphoneOn: 'Mikrofon an',
  muted: 'stumm',
  cameraOn: 'Kamera an',
  cameraOff: 'Kamera aus',
  compared: 'Codes verglichen',
  notCompared: 'Codes nicht verglichen',
  cameraClosing: 'Die Kamera schließt sich',
  shut: 'Lässt sich nicht öffnen',
  seal: {
    shut: 'Es kommen Bilder oder Töne an, die sich mit den Schlüsseln dieses Meetings nicht öffnen lassen. Sie werden nicht gezeigt.',
    own: (epoch) => `Was du sendest, ist mit den Schlüsseln des Meetings verschlüsselt (Epoche ${epoch}).`,
    sealed: (epoch) => `Verschlüsselt mit den Schlüsseln des Meetings (Epoche ${epoch}).`,
    idle: (epoch) => `Im Moment kommt nichts an. Die Schlüssel sind da (Epoche ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  troubles: {
    server: () => 'Deine Verbindung zum Server ist unterbrochen. Diese Seite kommt von selbst zurück.',
    path: () => 'Dein Ton und deine Bilder werden neu verbunden.',
    lost: (name) => `Die Verbindung zu ${name} ist verloren. Vielleicht kommt sie innerhalb einer Minute wieder.`,
    silent: (name) =>
      `Seit einigen Sekunden ist von ${name} nichts zu hören. Vielleicht ist die Verbindung verloren und kommt wieder, oder der Server hält Nachrichten zurück.`,
    keys: () => 'Was ankommt, lässt sich mit den Schlüsseln dieses Meetings nicht öffnen.',
    stalled: (name) => `Von ${name} kommt gerade kein Bild an. Vielleicht ist das Netz dort oder hier zu langsam.`,
    quiet: (name) => `Von ${name} kommt gerade kein Ton an, obwohl das Mikrofon offen ist.`,
    coming: () => 'Das Bild ist unterwegs',
  },
};
