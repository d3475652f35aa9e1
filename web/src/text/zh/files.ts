import type { Area } from '../area';

export const files: Area<'files'> = {
  offer: '提供文件',
  forbidden: { hosts: '只有主持人可以提供文件', nobody: '主持人关闭了文件' },
  get: '获取',
  getAgain: '再试一次',
  stop: '停止',
  save: '保存',
  coming: (percent) => `${percent} %`,
  own: '在有人获取之前，只留在你的设备上',
  here: '已收到。只有保存后才会在你的磁盘上',
  withdraw: '收回',
  barred: '暂时无法获取：按现行规则，提供者不能发送文件',
  withdrawn: '已收回',
  gone: '提供者已离开',
  failed: { silent: '发送者没有回应。已放弃。', wrong: '收到的不是所提供的文件。已丢弃。' },
  notKept: '这个文件已不再保留。',
};
