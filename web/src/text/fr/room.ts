import type { Area } from '../area';
import { and, plural } from './formats';

export const room: Area<'room'> = {
  title: 'En réunion',
  controls: 'Commandes de la réunion',
  opening: 'Ouverture…',
  mute: 'Couper micro',
  unmute: 'Ouvrir micro',
  startCamera: 'Ouvrir caméra',
  stopCamera: 'Couper caméra',
  people: 'Participants',
  safetyCode: 'Code sécurité',
  log: 'Journal',
  copyLink: 'Copier le lien',
  copied: 'Copié',
  fullScreen: 'Plein écran',
  window: 'Fenêtre',
  leave: 'Quitter',
  close: 'Fermer',
  peopleCount: (count) => plural(count, { one: `${count} personne`, other: `${count} personnes` }),
  hosts: (names, amHost) => (amHost ? ownHosts(names) : othersHosts(names)),
  door: { locked: 'Verrouillée', waitingRoom: 'Salle d’attente', open: 'Ouverte avec le lien' },
  compared: { none: 'Codes non comparés', all: 'Codes comparés' },
  comparedSome: (compared, others) => `${compared} sur ${others} comparés`,
  more: (count) => `et ${count} de plus`,
  aloneTitle: 'Il n’y a que vous ici',
  alone: 'Envoyez le lien par un canal auquel vous faites confiance. Qui l’a peut demander à entrer.',
  copyTheLink: 'Copier le lien',
  linkCopied: 'Lien copié',
};

function ownHosts(names: readonly string[]): string {
  const others = names.length - 1;
  if (others === 0) return 'vous êtes l’hôte';
  return `${and(['vous', others === 1 ? (names[1] ?? '') : `${others} autres`])} êtes hôtes`;
}

function othersHosts(names: readonly string[]): string {
  return plural(names.length, { one: 'hôte', other: 'hôtes' }) + ` : ${names.join(', ')}`;
}
