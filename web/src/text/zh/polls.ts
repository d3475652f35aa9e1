import type { Area } from '../area';

export const polls: Area<'polls'> = {
  make: '询问所有人',
  poll: '投票',
  question: '你的问题',
  option: (number) => `选项 ${number}`,
  addOption: '再加一个选项',
  ask: '发起',
  cancel: '取消',
  close: '结束投票',
  closed: '已结束',
  votes: (count) => `${count} 票`,
  open: '再点一次可更改你的选择',
  notKept: '这个投票已不再保留。',
};
