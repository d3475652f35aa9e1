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
  seal: {
    shut: 'Es kommen Bilder oder Töne an, die sich mit den Schlüsseln dieses Meetings nicht öffnen lassen. Sie werden nicht gezeigt.',
    own: (epoch) => `Was du sendest, ist mit den Schlüsseln des Meetings verschlüsselt (Epoche ${epoch}).`,
    sealed: (epoch) => `Verschlüsselt mit den Schlüsseln des Meetings (Epoche ${epoch}).`,
    idle: (epoch) => `Im Moment kommt nichts an. Die Schlüssel sind da (Epoche ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  troubles: {
    server: () => 'Deine Verbindung zum Server ist unterbrochen.',
    path: () => 'Dein Ton und deine Bilder sind nicht verbunden.',
    lost: (name) => `Die Verbindung zu ${name} ist verloren.`,
    silent: (name) => `Seit einigen Sekunden ist von ${name} nichts zu hören.`,
    keys: () => 'Was ankommt, lässt sich mit den Schlüsseln dieses Meetings nicht öffnen.',
    stalled: (name) => `Von ${name} kommt gerade kein Bild an.`,
    quiet: (name) => `Von ${name} kommt gerade kein Ton an, obwohl das Mikrofon offen ist.`,
    coming: () => 'Das Bild ist unterwegs',
  },
  reasons: {
    server: 'Diese Seite kommt von selbst zurück.',
    lost: 'Vielleicht hat dort das Netz gewechselt. Innerhalb einer Minute kann sie wiederkommen.',
    silent: 'Vielleicht ist die Verbindung verloren und kommt wieder, oder der Server hält Nachrichten zurück.',
    stalled: 'Vielleicht wechselt das Netz dort oder hier, oder es ist zu langsam.',
  },
};
