import type { Area } from '../area';

export const report: Area<'report'> = {
  title: 'Signaler un problème',
  intro:
    'Voici tout ce que contient un rapport : ni nom, ni lien, ni adresse, ni clé. Lisez-le, puis copiez-le pour qui exploite ce serveur.',
  make: 'Faire un rapport',
  copy: 'Copier le rapport',
  copied: 'Copié',
};
