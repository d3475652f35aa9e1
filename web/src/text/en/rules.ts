import type { Feature, Permission } from '../../meeting/state';

const features: Readonly<Record<Feature, string>> = {
  share: 'share their screen',
  chat: 'write in the chat',
  reactions: 'send reactions',
  files: 'send files',
};
const permissions: Readonly<Record<Permission, string>> = {
  everyone: 'everyone',
  hosts: 'hosts only',
  nobody: 'no one',
};

export const rules = {
  title: 'Rules',
  onlyHosts: (hosts: string) => `Only hosts change them: ${hosts}.`,
  about: 'Everyone’s device holds to these rules. The server has no say in them.',
  whoGetsIn: 'Who gets in',
  locked: 'Locked: no one comes in',
  waitingRoom: 'Waiting room: a host lets people in',
  inside: 'Inside',
  newcomersMuted: 'Newcomers come in muted',
  recording: 'Recording is welcome',
  recordingAbout: 'Anyone here can record, whatever this says; it tells people what is wished.',
  whoMay: 'Who may',
  features,
  permissions,
  link: 'The link',
  linkWorks: 'It works',
  linkUntil: (moment: string) => `until ${moment}`,
  linkAlways: 'as long as the meeting',
  linkHour: 'for an hour',
  linkDay: 'for a day',
  changeLink: 'Change the link',
  changeLinkAbout: 'The old link then lets no one in. Whoever is here stays.',
};
