import type { PageTrouble, WishRefusal } from '../../meeting/state';

const wishes: Readonly<Record<WishRefusal, string>> = {
  refused: 'The rules of this meeting do not let you do that.',
  notFound: 'That person is no longer there.',
  limit: 'That is too many at once. Try again in a moment.',
  notYet: 'The meeting’s keys are just changing. Try again in a moment.',
  impossible: 'That was not possible.',
};

const troubles: Readonly<Record<PageTrouble, string>> = {
  linkNotCopied: 'The link could not be copied. Copy it from the address bar.',
  inviteNotCopied: 'The invite could not be copied. Select it and copy it by hand.',
  noFullScreen: 'This browser does not allow full screen here.',
  notApart: 'This browser does not open a small window here.',
  fileEmpty: 'A file without content cannot be offered.',
  fileLarge: 'That file is too large: up to 32 MB fit through a meeting.',
  fileUnreadable: 'A file that you offered can no longer be read on this device. It was taken back.',
  noMedia: 'Sound and pictures could not be set up with this server. Leave and join again.',
};

/** What is told while a meeting goes on. An empty name names no one: the message carried none that was authenticated. */
export const notices = {
  lost: 'Connection lost. Coming back…',
  unreachable: 'The server does not answer. Check your network. This page keeps trying; your place may be lost.',
  interrupted: 'Sound and pictures are interrupted. Reconnecting…',
  notYet: 'Sound and pictures are not connected yet.',
  soundBlocked: 'The browser holds the sound back.',
  letPlay: 'Let it play',
  dismiss: 'Dismiss',
  alarms: {
    forged: 'A message arrived that no one in this meeting can have made. It was ignored.',
    replayed: 'An old message was sent again. It was ignored.',
    disagreement: (who: string) =>
      who === ''
        ? 'The keys here and those of the others no longer agree. Leave and join again.'
        : `The keys here and those of ${who} no longer agree. The server may show you different meetings.`,
    policy: (who: string) =>
      `${who || 'Somebody'} tried to do what the rules of this meeting do not allow. It did not happen.`,
    inviteTwice: (who: string) => `The invite for ${who} was used twice. The second person was not let in.`,
    passphrase: (who: string) =>
      who === ''
        ? 'Somebody who has the link tried a wrong passphrase.'
        : `Somebody who calls themselves ${who} tried a wrong passphrase.`,
    otherKeys: (who: string) =>
      `${who}, with whom you compared codes, now has other keys. Somebody else may be in that place: compare again before you trust it.`,
    otherPerson: (who: string) =>
      `${who}, with whom you compared codes, is gone, and somebody of that name came with other keys. That happens when one joins again, and when somebody else takes the name: compare again.`,
  },
  wishes,
  troubles,
};
