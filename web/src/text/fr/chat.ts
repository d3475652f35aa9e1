import type { Area } from '../area';
import { plural } from './formats';

export const chat: Area<'chat'> = {
  title: 'Chat',
  button: 'Chat',
  unread: (count) => plural(count, { one: `Chat, ${count} nouveau message`, other: `Chat, ${count} nouveaux messages` }),
  about:
    'Seules les personnes présentes maintenant peuvent lire ceci. Qui vient plus tard ne voit rien d’avant, et tout disparaît avec la réunion.',
  lines: 'Ce qui s’est dit',
  you: 'Vous',
  earlier: 'Montrer les précédents',
  toNewest: 'Nouveaux messages',
  reply: 'Répondre',
  replyTo: (name) => `Répondre à ${name}`,
  replyToOwn: 'Répondre à vous-même',
  dropReply: 'Ne pas répondre',
  unknownQuote: 'Quelque chose d’avant votre arrivée',
  field: 'Écrire à tous ici',
  send: 'Envoyer',
  bytesLeft: (bytes) => plural(bytes, { one: `encore ${bytes} octet`, other: `encore ${bytes} octets` }),
  tooLong: 'Trop long pour un message',
  forbidden: {
    hosts: 'Seuls les hôtes peuvent écrire dans cette réunion.',
    nobody: 'Les hôtes ont désactivé le chat.',
  },
  openAddress: 'Ouvrir cette adresse ?',
  leadsTo: 'Elle mène à',
  open: 'Ouvrir dans un nouvel onglet',
  notNow: 'Pas maintenant',
};
