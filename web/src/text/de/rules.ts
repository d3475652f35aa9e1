import type { Feature, Permission } from '../../meeting/state';
import type { Area } from '../area';

export const features: Readonly<Record<Feature, string>> = {
  share: 'den Bildschirm teilen',
  chat: 'im Chat schreiben',
  reactions: 'Reaktionen senden',
  files: 'Dateien senden',
};
export const permissions: Readonly<Record<Permission, string>> = {
  everyone: 'alle',
  hosts: 'nur Hosts',
  nobody: 'niemand',
};

export const rules: Area<'rules'> = {
  title: 'Regeln',
  onlyHosts: (hosts) => `Nur Hosts ändern sie: ${hosts}.`,
  about: 'An diese Regeln hält sich jedes Gerät hier. Der Server hat dabei nichts zu sagen.',
  whoGetsIn: 'Wer hereinkommt',
  locked: 'Abgeschlossen: Es kommt niemand herein',
  waitingRoom: 'Warteraum: Ein Host lässt die Leute ein',
  inside: 'Drinnen',
  newcomersMuted: 'Neue kommen stumm herein',
  recording: 'Aufzeichnen ist erwünscht',
  recordingAbout: 'Alle hier können aufzeichnen, was auch immer hier steht; es sagt nur, was gewünscht ist.',
  whoMay: 'Wer darf',
  features,
  permissions,
  link: 'Der Link',
  linkWorks: 'Er gilt',
  linkUntil: (moment) => `bis ${moment}`,
  linkAlways: 'so lange wie das Meeting',
  linkHour: 'eine Stunde',
  linkDay: 'einen Tag',
  changeLink: 'Link ändern',
  changeLinkAbout: 'Der alte Link lässt dann niemanden mehr ein. Wer hier ist, bleibt.',
};
