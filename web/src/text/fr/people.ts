import type { Area } from '../area';

export const people: Area<'people'> = {
  title: 'Qui est là',
  about: 'Cette liste vient des clés de la réunion, pas du serveur. Chacun choisit son propre nom.',
  you: 'vous',
  host: 'hôte',
  stepDown: 'Ne plus être hôte',
  notHost: 'Retirer le rôle d’hôte',
  makeHost: 'Nommer hôte',
  remove: 'Exclure',
  removeAndChange: 'Exclure et changer le lien',
  andNewLink: '+ nouveau lien',
  chimes: 'Un son bref quand quelqu’un frappe, arrive ou part',
};
