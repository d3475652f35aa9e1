import type { Area } from '../area';
import { plural } from './formats';

export const polls: Area<'polls'> = {
  make: 'Preguntar a todos',
  poll: 'Encuesta',
  question: 'Tu pregunta',
  option: (number) => `Respuesta ${number}`,
  addOption: 'Una respuesta más',
  ask: 'Preguntar',
  cancel: 'Cancelar',
  close: 'Cerrar la encuesta',
  closed: 'Cerrada',
  votes: (count) => plural(count, { one: '1 voto', other: `${count} votos` }),
  open: 'Haz clic otra vez para cambiar tu voto',
  notKept: 'Esta encuesta ya no se guarda.',
};
