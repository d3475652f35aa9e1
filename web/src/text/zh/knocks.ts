import type { Area } from '../area';

export const knocks: Area<'knocks'> = {
  door: '在门口',
  count: (count) => (count === 1 ? '有人在门口' : `${count} 人在门口`),
  admitAll: '全部准入',
  showWho: '显示是谁',
  unverified: '未核实',
  withInvite: (label) => `持给${label}的邀请。`,
  mayBeBack:
    '不到一分钟前，有同名的人在这里断了线。这可能是同一个人，也可能是别人用了这个名字。',
  admit: '准入',
  admitName: (name) => `准许${name}进入`,
  deny: '拒绝',
  denyName: (name) => `拒绝${name}`,
};
