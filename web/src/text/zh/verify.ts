import type { Area } from '../area';

export const verify: Area<'verify'> = {
  title: '安全码',
  meaning: '只要大家持有同样的密钥，每台设备上的安全码就相同。任何密钥一变，它就会变。',
  epoch: '纪元',
  advice: '在本次会议里念出来证明不了什么：请用电话、短信，或直接看彼此的屏幕。',
  inDigits: '显示为 30 位数字',
  inWords: '显示为 12 个单词',
  isCompared: '已比对',
  isNotCompared: '尚未比对',
  markName: (name) => `将${name}标为已比对`,
  marked: '已比对',
  mark: '标为已比对',
  sideBySide: '就在身边？',
  exchange: '一方出示安全码，另一方扫描。扫描的设备会把出示的人标为已比对。',
  showCode: '出示我的安全码',
  hideCode: '隐藏我的安全码',
  myCode: '我的安全码，供另一台设备的摄像头扫描',
  scan: '扫描安全码',
  viewfinder: '摄像头看到的画面',
  hold: '把另一台设备的安全码放到摄像头前。摄像头看到的内容不会发送。',
  cancel: '取消',
  cameraRefused: '摄像头没有打开。请在地址栏旁允许，或用眼睛比对安全码。',
  scanned: {
    marked: (name) => `这是${name}的设备，持有的密钥与你的相同。已标为已比对。`,
    stranger:
      '这个安全码不属于你的设备在这里看到的任何人。出示它的人在另一场会议里，或者有人夹在你们中间。在弄清之前不要信任这场会议。',
    differs: (name) =>
      `这是${name}的设备，但你们此刻状态不一致。请等到没有人进出时再试。如果一直如此，可能有人夹在你们中间。未标记。`,
    own: '这是你自己的安全码。请扫描另一台设备的。',
    foreign: '这不是会议的安全码。请在另一台设备上打开安全码，选择“出示我的安全码”。',
  },
};
