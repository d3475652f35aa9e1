import type { Area } from '../area';

export const lobby: Area<'lobby'> = {
  title: 'Antes de entrar',
  devices: 'Tu micrófono y tu cámara',
  name: 'Tu nombre en esta reunión',
  namePlaceholder: 'Cómo te llaman los demás',
  nameKept: 'Solo quienes tienen el enlace pueden leerlo. No se guarda en ningún sitio.',
  passphrase: 'Frase de acceso',
  passphrasePlaceholder: 'Además del enlace',
  newPassphrase: 'Frase de acceso, si quieres una',
  newPassphrasePlaceholder: 'Ninguna',
  newPassphraseAdvice: 'Hará falta además del enlace. Comunícala de otra manera.',
  join: 'Unirse',
  cameraOpening: 'Abriendo la cámara…',
  cameraClosed: 'La cámara está cerrada.',
  check: 'Probar micrófono y altavoz',
  checked: 'Prueba terminada',
};
