import type { Area } from '../area';

export const tile: Area<'tile'> = {
  you: 'Vous',
  host: 'hôte',
  microphoneOn: 'micro ouvert',
  muted: 'micro coupé',
  cameraOn: 'caméra ouverte',
  cameraOff: 'caméra fermée',
  compared: 'codes comparés',
  notCompared: 'codes non comparés',
  pictureComing: 'L’image est en route',
  cameraClosing: 'La caméra se ferme',
  shut: 'Ne peut être ouvert',
  seal: {
    shut: 'Des images ou des sons arrivent que les clés de cette réunion n’ouvrent pas. Ils ne sont pas montrés.',
    own: (epoch) => `Ce que vous envoyez est chiffré avec les clés de la réunion (époque ${epoch}).`,
    sealed: (epoch) => `Chiffré avec les clés de la réunion (époque ${epoch}).`,
    idle: (epoch) => `Rien n’arrive pour le moment. Les clés sont en place (époque ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  silent: (name) =>
    `Aucune nouvelle de ${name} depuis 8 secondes. Sa connexion ou le serveur retient peut-être des messages.`,
};
