import type { Area } from '../area';

export const landing: Area<'landing'> = {
  promise: '只有会议里的人才看得见、听得见的会议。一切都在你的设备上加密，服务器从来拿不到密钥。',
  start: '发起会议',
  language: '语言',
  invited: '收到邀请了？打开发给你的链接，密钥就在里面。',
};
