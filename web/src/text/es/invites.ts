import type { Area } from '../area';

export const invites: Area<'invites'> = {
  title: 'Invitaciones personales',
  whom: 'Para quién es la invitación',
  whomPlaceholder: 'Para quién es',
  make: 'Invitar',
  about: 'Un enlace para una persona y un solo uso. Si se usa dos veces, se avisa a todos los que están aquí.',
  madeFor: (label) => `Para ${label}`,
  copy: 'Copiar',
  copied: 'Copiado',
  link: (label) => `La invitación para ${label}`,
};
