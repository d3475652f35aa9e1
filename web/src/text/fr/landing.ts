import type { Area } from '../area';

export const landing: Area<'landing'> = {
  promise:
    'Une réunion que seuls ses participants voient et entendent. Tout est chiffré sur votre appareil, ' +
    'avec des clés que le serveur n’a jamais.',
  start: 'Commencer une réunion',
  language: 'Langue',
  invited: 'Une invitation ? Ouvrez le lien reçu ; il porte la clé.',
};
