import type { Area } from '../area';
import { plural } from './formats';

export const knocks: Area<'knocks'> = {
  door: 'En la puerta',
  count: (count) => plural(count, { one: 'Alguien está en la puerta', other: `${count} en la puerta` }),
  admitAll: 'Dejar entrar a todos',
  showWho: 'Mostrar quién',
  unverified: 'sin verificar',
  withInvite: (label) => `Con la invitación para ${label}.`,
  mayBeBack:
    'Alguien con este nombre estaba aquí hace menos de un minuto y perdió la conexión. Puede ser la misma persona, o alguien que tomó el nombre.',
  admit: 'Dejar entrar',
  admitName: (name) => `Dejar entrar a ${name}`,
  deny: 'Rechazar',
  denyName: (name) => `Rechazar a ${name}`,
};
