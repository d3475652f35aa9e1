import type { Area } from '../area';

export const lobby: Area<'lobby'> = {
  title: 'Avant d’entrer',
  devices: 'Votre micro et votre caméra',
  name: 'Votre nom dans cette réunion',
  namePlaceholder: 'Comment les autres vous appellent',
  nameKept: 'Seules les personnes qui ont le lien peuvent le lire. Il n’est gardé nulle part.',
  passphrase: 'Phrase secrète',
  passphrasePlaceholder: 'En plus du lien',
  newPassphrase: 'Phrase secrète, si vous en voulez une',
  newPassphrasePlaceholder: 'Aucune',
  newPassphraseAdvice: 'Il la faudra en plus du lien. Communiquez-la autrement.',
  join: 'Rejoindre',
  cameraOpening: 'Ouverture de la caméra…',
  cameraClosed: 'La caméra est fermée.',
  check: 'Essayer le micro et le haut-parleur',
  checked: 'Essai terminé',
};
