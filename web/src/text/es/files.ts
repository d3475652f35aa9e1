import type { Area } from '../area';

export const files: Area<'files'> = {
  offer: 'Ofrecer un archivo',
  forbidden: { hosts: 'Solo los anfitriones pueden ofrecer archivos', nobody: 'Los anfitriones han desactivado los archivos' },
  get: 'Obtener',
  getAgain: 'Intentar otra vez',
  stop: 'Detener',
  save: 'Guardar',
  coming: (percent) => `${percent} %`,
  own: 'Sigue en tu dispositivo hasta que alguien lo obtenga',
  here: 'Aquí está. Solo queda en tu disco si lo guardas',
  withdraw: 'Retirar',
  barred: 'No disponible: las reglas no permiten ahora archivos a quien lo ofrece',
  withdrawn: 'Retirado',
  gone: 'Quien lo ofrecía ha salido',
  failed: {
    silent: 'Quien lo envía no responde. Se abandonó.',
    wrong: 'Lo que llegó no era lo ofrecido. Se descartó.',
  },
  notKept: 'Este archivo ya no se guarda.',
};
