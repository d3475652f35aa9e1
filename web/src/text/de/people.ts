import type { Area } from '../area';

export const people: Area<'people'> = {
  title: 'Wer ist hier',
  about: 'Diese Liste kommt aus den Schlüsseln des Meetings, nicht vom Server. Ihre Namen wählen die Leute selbst.',
  you: 'du',
  host: 'Host',
  stepDown: 'Nicht mehr Host sein',
  notHost: 'Kein Host',
  makeHost: 'Zum Host',
  remove: 'Entfernen',
  removeAndChange: 'Entfernen und den Link ändern',
  andNewLink: '+ neuer Link',
  chimes: 'Ein kurzer Ton, wenn jemand klopft, kommt oder geht',
};
