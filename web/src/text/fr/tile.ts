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
  cameraClosing: 'La caméra se ferme',
  seal: {
    shut: 'Des images ou des sons arrivent que les clés de cette réunion n’ouvrent pas. Ils ne sont pas montrés.',
    own: (epoch) => `Ce que vous envoyez est chiffré avec les clés de la réunion (époque ${epoch}).`,
    sealed: (epoch) => `Chiffré avec les clés de la réunion (époque ${epoch}).`,
    idle: (epoch) => `Rien n’arrive pour le moment. Les clés sont en place (époque ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  troubles: {
    server: () => 'Votre connexion au serveur est interrompue.',
    path: () => 'Votre son et vos images ne sont pas connectés.',
    lost: (name) => `La connexion avec ${name} est perdue.`,
    silent: (name) => `Rien de ${name} depuis quelques secondes.`,
    keys: () => 'Ce qui arrive ne s’ouvre pas avec les clés de cette réunion.',
    stalled: (name) => `Aucune image de ${name} n’arrive en ce moment.`,
    quiet: (name) => `Aucun son de ${name} n’arrive en ce moment, bien que le micro soit ouvert.`,
    coming: () => 'L’image est en route',
  },
  reasons: {
    server: 'Cette page revient d’elle-même.',
    lost: 'Son réseau a peut-être changé. Cette personne peut revenir dans la minute.',
    silent: 'Sa connexion est peut-être perdue et peut revenir, ou le serveur retient des messages.',
    stalled: 'Son réseau ou le vôtre change peut-être, ou est trop lent.',
  },
};
