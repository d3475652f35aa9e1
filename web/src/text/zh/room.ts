import type { Area } from '../area';
import { and } from './formats';

export const room: Area<'room'> = {
  title: '会议中',
  controls: '会议控制',
  opening: '正在打开…',
  mute: '静音',
  unmute: '取消静音',
  startCamera: '打开摄像头',
  stopCamera: '关闭摄像头',
  people: '参会者',
  safetyCode: '安全码',
  log: '记录',
  copyLink: '复制链接',
  copied: '已复制',
  fullScreen: '全屏',
  window: '窗口',
  leave: '离开',
  close: '关闭',
  peopleCount: (count) => `${count} 人`,
  hosts: (names, amHost) => (amHost ? ownHosts(names) : `主持人：${names.join('、')}`),
  door: { locked: '已锁定', waitingRoom: '等候室', open: '有链接即可进入' },
  compared: { none: '尚未比对安全码', all: '已比对安全码' },
  comparedSome: (compared, others) => `已比对 ${compared}/${others}`,
  more: (count) => `还有 ${count} 人`,
  aloneTitle: '这里只有你',
  alone: '请通过你信任的渠道发送链接。拿到链接的人可以请求进入。',
  copyTheLink: '复制链接',
  linkCopied: '链接已复制',
};

function ownHosts(names: readonly string[]): string {
  const others = names.length - 1;
  if (others === 0) return '你是主持人';
  return `${and(['你', others === 1 ? (names[1] ?? '') : `另外 ${others} 人`])}是主持人`;
}
