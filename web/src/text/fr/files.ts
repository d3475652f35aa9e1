import type { Area } from '../area';

export const files: Area<'files'> = {
  offer: 'Proposer un fichier',
  forbidden: { hosts: 'Seuls les hôtes peuvent proposer des fichiers', nobody: 'Les hôtes ont désactivé les fichiers' },
  get: 'Obtenir',
  getAgain: 'Réessayer',
  stop: 'Arrêter',
  save: 'Enregistrer',
  coming: (percent) => `${percent} %`,
  own: 'Reste sur votre appareil jusqu’à ce que quelqu’un le prenne',
  here: 'Arrivé. Il n’est sur votre disque que si vous l’enregistrez',
  withdraw: 'Retirer',
  barred: 'Indisponible : les règles n’autorisent pas de fichiers à qui le propose',
  withdrawn: 'Retiré',
  gone: 'La personne qui le proposait est partie',
  failed: {
    silent: 'L’expéditeur ne répond pas. Abandonné.',
    wrong: 'Ce qui est venu n’était pas ce qui était proposé. Cela a été jeté.',
  },
  notKept: 'Ce fichier n’est plus gardé.',
};
