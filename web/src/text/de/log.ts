import type { Area } from '../area';
import { features, permissions } from './rules';
import { plural } from './formats';

export const log: Area<'log'> = {
  title: 'Was geschehen ist',
  about:
    'Aus den Schlüsseln des Meetings, nach der Uhr dieses Geräts. Ihre Namen wählen die Leute selbst. Wenn du gehst, ist der Verlauf weg.',
  empty: 'Noch nichts.',
  started: (who) => `${who} hat das Meeting begonnen.`,
  here: (who) => `${who} war schon hier, als du kamst.`,
  admitted: (who, by) => `${by} hat ${who} eingelassen.`,
  cameByLink: (who) => `${who} kam mit dem Link herein.`,
  left: (who) => `${who} ist gegangen.`,
  silenced: (who) => `${who} wurde herausgenommen: Zu lange war nichts zu hören.`,
  removed: (who, by) => `${by} hat ${who} entfernt.`,
  hostNamed: (who, by) => `${by} hat ${who} zum Host gemacht.`,
  hostUnnamed: (who, by) => `${who} ist nicht mehr Host, durch ${by}.`,
  steppedDown: (who) => `${who} wollte nicht länger Host sein.`,
  hostSucceeded: (who) => `Es war kein Host mehr da, also wurde ${who} Host.`,
  keysRenewed: (names, count) =>
    plural(count, { one: `${names} hat neue Schlüssel.`, other: `${names} haben neue Schlüssel.` }),
  linkChanged: (by) => `${by} hat den Link geändert. Der alte lässt niemanden mehr ein.`,
  inviteMade: (who, by) => `${by} hat eine Einladung für ${who} gemacht.`,
  inviteUsed: (who, invite) => `${who} kam mit der Einladung für ${invite} herein.`,
  refused: (who) => `${who} hat eine Änderung versucht, die die Regeln nicht erlauben. Sie fand nicht statt.`,
  rulesChanged: (by) => `${by} hat die Regeln geändert.`,
  switches: {
    isLocked: (by, isOn) => (isOn ? `${by} hat das Meeting abgeschlossen.` : `${by} hat das Meeting aufgeschlossen.`),
    hasWaitingRoom: (by, isOn) =>
      isOn
        ? `${by} hat einen Warteraum eröffnet: Hosts lassen die Leute ein.`
        : `${by} hat den Warteraum geschlossen: Der Link allein lässt ein.`,
    doNewcomersEnterMuted: (by, isOn) =>
      isOn ? `${by} lässt Neue stumm hereinkommen.` : `${by} lässt Neue mit Ton hereinkommen.`,
    isRecordingAllowed: (by, isOn) =>
      isOn ? `${by} hat das Aufzeichnen erlaubt.` : `${by} bat darum, nichts aufzuzeichnen.`,
  },
  linkLasts: (by) => `${by} lässt den Link so lange gelten wie das Meeting.`,
  linkExpires: (by, moment) => `${by} lässt den Link am ${moment} ablaufen.`,
  permission: (by, feature, permission) =>
    `${by} hat geändert, wer ${features[feature]} darf: ${permissions[permission]}.`,
};
