import type { Area } from '../area';

export const invites: Area<'invites'> = {
  title: 'Invitations personnelles',
  whom: 'Pour qui est l’invitation',
  whomPlaceholder: 'Pour qui',
  make: 'Inviter',
  about: 'Un lien pour une personne et un seul usage. S’il sert deux fois, tout le monde ici est averti.',
  madeFor: (label) => `Pour ${label}`,
  copy: 'Copier',
  copied: 'Copié',
  link: (label) => `L’invitation pour ${label}`,
};
