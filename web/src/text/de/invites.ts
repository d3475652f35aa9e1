import type { Area } from '../area';

export const invites: Area<'invites'> = {
  title: 'Persönliche Einladungen',
  whom: 'Für wen die Einladung ist',
  whomPlaceholder: 'Für wen sie ist',
  make: 'Einladen',
  about: 'Ein Link für eine Person und einen Gebrauch. Wird er zweimal benutzt, erfahren es alle hier.',
  madeFor: (label) => `Für ${label}`,
  copy: 'Kopieren',
  copied: 'Kopiert',
  link: (label) => `Die Einladung für ${label}`,
};
