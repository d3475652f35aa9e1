import type { Area } from '../area';

export const landing: Area<'landing'> = {
  promise:
    'Una reunión que solo ven y oyen quienes están en ella. Todo se cifra en tu dispositivo ' +
    'con claves que el servidor nunca tiene.',
  start: 'Empezar una reunión',
  language: 'Idioma',
  invited: '¿Tienes una invitación? Abre el enlace que recibiste; lleva la clave.',
};
