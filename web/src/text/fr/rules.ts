import type { Feature, Permission } from '../../meeting/state';
import type { Area } from '../area';

export const features: Readonly<Record<Feature, string>> = {
  share: 'partager son écran',
  chat: 'écrire dans le chat',
  reactions: 'envoyer des réactions',
  files: 'envoyer des fichiers',
};
export const permissions: Readonly<Record<Permission, string>> = {
  everyone: 'tout le monde',
  hosts: 'hôtes seulement',
  nobody: 'personne',
};

export const rules: Area<'rules'> = {
  title: 'Règles',
  onlyHosts: (hosts) => `Seuls les hôtes les changent : ${hosts}.`,
  about: 'L’appareil de chacun s’en tient à ces règles. Le serveur n’a pas son mot à dire.',
  whoGetsIn: 'Qui entre',
  locked: 'Verrouillée : personne n’entre',
  waitingRoom: 'Salle d’attente : un hôte fait entrer',
  inside: 'À l’intérieur',
  newcomersMuted: 'Les nouveaux entrent micro coupé',
  recording: 'Enregistrer est bienvenu',
  recordingAbout: 'Tout le monde ici peut enregistrer, quoi que dise ce réglage ; il dit seulement ce qui est souhaité.',
  whoMay: 'Qui peut',
  features,
  permissions,
  link: 'Le lien',
  linkWorks: 'Il est valable',
  linkUntil: (moment) => `jusqu’au ${moment}`,
  linkAlways: 'aussi longtemps que la réunion',
  linkHour: 'une heure',
  linkDay: 'un jour',
  changeLink: 'Changer le lien',
  changeLinkAbout: 'L’ancien lien ne fait alors plus entrer personne. Ceux qui sont là restent.',
};
