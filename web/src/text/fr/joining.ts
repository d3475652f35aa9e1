import type { Area } from '../area';
import { or } from './formats';

export const joining: Area<'joining'> = {
  unlocking: 'Ouverture de la salle',
  connecting: 'Recherche du serveur.',
  knocking: 'Accord sur les clés avec les personnes à l’intérieur.',
  unheard:
    'Personne à l’intérieur n’a encore répondu. Quelqu’un dans la réunion doit être connecté pour vous faire entrer ; cette page attend et continue d’elle-même.',
  unreachableTitle: 'Le serveur ne répond pas',
  unreachable:
    'Vérifiez votre réseau, ou demandez à qui exploite ce serveur. Cette page réessaie et continue d’elle-même.',
  waitingTitle: (hosts) => `En attente : ${hosts.length === 0 ? 'un hôte' : fewOf(hosts)} doit vous faire entrer`,
  waiting: 'Votre nom est sur l’écran des hôtes. Cette page continue d’elle-même dès qu’on vous fait entrer.',
  waitingBlind:
    'Avant d’entrer, vous n’entendez et ne voyez rien de la réunion, et elle n’entend et ne voit de vous que votre nom.',
  wrongTitle: 'Ce n’est pas la phrase secrète',
  wrong: 'Le lien est bon, mais il ne fait pas entrer sans la phrase secrète. Les personnes à l’intérieur sont averties des erreurs.',
  wrongPlaceholder: 'Demandez à qui vous a invité',
  tryAgain: 'Réessayer',
  cancel: 'Annuler',
};

function fewOf(hosts: readonly string[]): string {
  return or(hosts.length > 2 ? [...hosts.slice(0, 1), 'un autre hôte'] : hosts);
}
