import type { Area } from '../area';

export const quality: Area<'quality'> = {
  title: 'Gesprächsqualität',
  show: 'Die letzte Minute zeigen',
  hide: 'Verbergen',
  good: 'Ton und Bild kommen und gehen gut.',
  ownUpload: 'Dein Netz trägt weniger, als Kamera und Mikrofon senden. Andere sehen dich vielleicht unscharf.',
  ownDownload: 'Dein Netz verliert viel von dem, was ankommt. Bilder sind unscharf, der Ton kann abbrechen.',
  ownDevice: 'Dieses Gerät ist zu beschäftigt, um deine Kamera gut zu kodieren. Schließe andere Programme.',
  theirs: (names) => `${names.join(', ')}: unscharf, während der Rest gut ist. Es liegt dort am Netz oder an der Kamera.`,
  sent: 'Gesendet',
  received: 'Empfangen',
  lost: 'Auf dem Weg herein verloren',
  roundTrip: 'Weg zum Server und zurück',
  kbps: (value) => `${Math.round(value)} kbit/s`,
  percent: (value) => `${(value * 100).toFixed(1).replace('.', ',')} %`,
  milliseconds: (value) => `${Math.round(value)} ms`,
};
