import type { Area } from '../area';
import { features, permissions } from './rules';
import { plural } from './formats';

export const log: Area<'log'> = {
  title: 'Qué ha pasado',
  about: 'Según las claves de la reunión y el reloj de este dispositivo. Cada cual elige su nombre. Desaparece cuando sales.',
  empty: 'Nada todavía.',
  started: (who) => `${who} empezó la reunión.`,
  here: (who) => `${who} ya estaba aquí cuando llegaste.`,
  admitted: (who, by) => `${by} dejó entrar a ${who}.`,
  cameByLink: (who) => `${who} entró con el enlace.`,
  left: (who) => `${who} salió.`,
  silenced: (who) => `${who} quedó fuera: no se supo nada durante demasiado tiempo.`,
  removed: (who, by) => `${by} expulsó a ${who}.`,
  hostNamed: (who, by) => `${by} hizo anfitrión a ${who}.`,
  hostUnnamed: (who, by) => `${by} quitó a ${who} como anfitrión.`,
  steppedDown: (who) => `${who} dejó de ser anfitrión.`,
  hostSucceeded: (who) => `No quedaba ningún anfitrión, así que lo es ${who}.`,
  keysRenewed: (names, count) =>
    plural(count, { one: `${names} renovó sus claves.`, other: `${names} renovaron sus claves.` }),
  linkChanged: (by) => `${by} cambió el enlace. El anterior ya no deja entrar a nadie.`,
  inviteMade: (who, by) => `${by} hizo una invitación para ${who}.`,
  inviteUsed: (who, invite) => `${who} entró con la invitación para ${invite}.`,
  refused: (who) => `${who} intentó un cambio que las reglas no permiten. No se hizo.`,
  rulesChanged: (by) => `${by} cambió las reglas.`,
  switches: {
    isLocked: (by, isOn) => (isOn ? `${by} cerró la reunión con llave.` : `${by} abrió la reunión.`),
    hasWaitingRoom: (by, isOn) =>
      isOn
        ? `${by} abrió una sala de espera: los anfitriones dejan entrar.`
        : `${by} cerró la sala de espera: basta el enlace para entrar.`,
    doNewcomersEnterMuted: (by, isOn) =>
      isOn ? `${by} hizo que quien llega entre en silencio.` : `${by} dejó que quien llega entre con sonido.`,
    isRecordingAllowed: (by, isOn) => (isOn ? `${by} permitió grabar.` : `${by} pidió que no se grabe nada.`),
  },
  linkLasts: (by) => `${by} dejó que el enlace dure lo que dure la reunión.`,
  linkExpires: (by, moment) => `${by} hizo que el enlace caduque: ${moment}.`,
  permission: (by, feature, permission) => `${by} cambió quién puede ${features[feature]}: ${permissions[permission]}.`,
};
