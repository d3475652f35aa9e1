import type { Feature, Permission } from '../../meeting/state';
import type { Area } from '../area';

export const features: Readonly<Record<Feature, string>> = {
  share: '共享屏幕',
  chat: '在聊天中发言',
  reactions: '发送表情回应',
  files: '发送文件',
};
export const permissions: Readonly<Record<Permission, string>> = {
  everyone: '所有人',
  hosts: '仅主持人',
  nobody: '无',
};

export const rules: Area<'rules'> = {
  title: '规则',
  onlyHosts: (hosts) => `只有主持人能更改：${hosts}。`,
  about: '每个人的设备都遵守这些规则。服务器对此没有发言权。',
  whoGetsIn: '谁能进入',
  locked: '锁定：不让任何人进入',
  waitingRoom: '等候室：由主持人准入',
  inside: '会议内',
  newcomersMuted: '新来的人静音进入',
  recording: '欢迎录制',
  recordingAbout: '无论这里怎么设，这里的任何人都可以录制；它只是告诉大家希望怎样。',
  whoMay: '谁可以',
  features,
  permissions,
  link: '链接',
  linkWorks: '有效期',
  linkUntil: (moment) => `到 ${moment}`,
  linkAlways: '与会议同长',
  linkHour: '一小时',
  linkDay: '一天',
  changeLink: '更换链接',
  changeLinkAbout: '之后旧链接不再让人进入。已在这里的人不受影响。',
};
