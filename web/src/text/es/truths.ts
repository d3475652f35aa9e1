import type { Area } from '../area';

export const truths: Area<'truths'> = {
  serverSees:
    'El servidor no puede ver ni oír esta reunión. Ve tu dirección de red, cuándo estás aquí y cuánto envías.',
  webTrust: 'Web: confías en la página que envió este servidor. Compruébala o usa la aplicación.',
  notCompared:
    'Códigos sin comparar: es posible un participante falso. Compáralos por otro canal; las voces se pueden imitar.',
  anyoneRecords: 'Cualquiera aquí puede grabar.',
  backgroundLeaks: (perThousand) =>
    `Los efectos de fondo dejan ver partes de tu habitación: última prueba p95 = ${perThousand} de cada 1000.`,
  infectedDevice: 'No podemos proteger un dispositivo infectado.',
  keepsNothing: 'El software no guarda nada. Quien lo opera podría cambiar el software.',
  serverInterrupts: 'El servidor puede interrumpir o ralentizar la llamada.',
  appToCome: 'Todavía no hay aplicación: comprueba la página, en la reunión, en «Capas».',
};
