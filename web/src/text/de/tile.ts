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
  pictureComing: 'Das Bild ist unterwegs',
  cameraClosing: 'Die Kamera schließt sich',
  shut: 'Lässt sich nicht öffnen',
  seal: {
    shut: 'Es kommen Bilder oder Töne an, die sich mit den Schlüsseln dieses Meetings nicht öffnen lassen. Sie werden nicht gezeigt.',
    own: (epoch) => `Was du sendest, ist mit den Schlüsseln des Meetings verschlüsselt (Epoche ${epoch}).`,
    sealed: (epoch) => `Verschlüsselt mit den Schlüsseln des Meetings (Epoche ${epoch}).`,
    idle: (epoch) => `Im Moment kommt nichts an. Die Schlüssel sind da (Epoche ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  silent: (name) =>
    `Seit 8 Sekunden ist von ${name} nichts zu hören. Die Verbindung oder der Server hält vielleicht Nachrichten zurück.`,
};
