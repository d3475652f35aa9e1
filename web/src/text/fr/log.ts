import type { Area } from '../area';
import { features, permissions } from './rules';
import { plural } from './formats';

export const log: Area<'log'> = {
  title: 'Ce qui s’est passé',
  about:
    'D’après les clés de la réunion, à l’heure de cet appareil. Chacun choisit son propre nom. Tout disparaît quand vous partez.',
  empty: 'Rien encore.',
  started: (who) => `${who} a commencé la réunion.`,
  here: (who) => `${who} était là à votre arrivée.`,
  admitted: (who, by) => `${by} a fait entrer ${who}.`,
  cameByLink: (who) => `Avec le lien : entrée de ${who}.`,
  left: (who) => `Départ de ${who}.`,
  silenced: (who) => `${who} ne fait plus partie de la réunion : aucune nouvelle depuis trop longtemps.`,
  removed: (who, by) => `${by} a exclu ${who}.`,
  hostNamed: (who, by) => `${by} a nommé ${who} hôte.`,
  hostUnnamed: (who, by) => `${by} a retiré à ${who} le rôle d’hôte.`,
  steppedDown: (who) => `${who} a quitté le rôle d’hôte.`,
  hostSucceeded: (who) => `Il ne restait pas d’hôte : ${who} l’est à présent.`,
  keysRenewed: (names, count) =>
    plural(count, { one: `${names} a renouvelé ses clés.`, other: `${names} ont renouvelé leurs clés.` }),
  linkChanged: (by) => `${by} a changé le lien. L’ancien ne fait plus entrer personne.`,
  inviteMade: (who, by) => `${by} a fait une invitation pour ${who}.`,
  inviteUsed: (who, invite) => `Avec l’invitation pour ${invite} : entrée de ${who}.`,
  refused: (who) => `${who} a tenté un changement que les règles ne permettent pas. Il n’a pas eu lieu.`,
  rulesChanged: (by) => `${by} a changé les règles.`,
  switches: {
    isLocked: (by, isOn) => (isOn ? `${by} a verrouillé la réunion.` : `${by} a déverrouillé la réunion.`),
    hasWaitingRoom: (by, isOn) =>
      isOn
        ? `${by} a ouvert une salle d’attente : les hôtes font entrer.`
        : `${by} a fermé la salle d’attente : le lien suffit pour entrer.`,
    doNewcomersEnterMuted: (by, isOn) =>
      isOn ? `${by} fait entrer les nouveaux micro coupé.` : `${by} laisse entrer les nouveaux micro ouvert.`,
    isRecordingAllowed: (by, isOn) =>
      isOn ? `${by} a permis d’enregistrer.` : `${by} a demandé de ne rien enregistrer.`,
  },
  linkLasts: (by) => `${by} a rendu le lien valable aussi longtemps que la réunion.`,
  linkExpires: (by, moment) => `${by} a fait expirer le lien : ${moment}.`,
  permission: (by, feature, permission) =>
    `${by} a changé qui peut ${features[feature]} : ${permissions[permission]}.`,
};
