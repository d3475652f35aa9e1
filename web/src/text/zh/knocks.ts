import type { Area } from '../area';

export const knocks: Area<'knocks'> = {
  door: '在门口',
  count: (count) => (count === 1 ? '有人在门口' : `${count} 人在门口`),
  admitAll: '全部准入',
  showWho: '显示是谁',
  unverified: '未核实',
  withInvite: (label) => `持给${label}的邀请。`,
  admit: '准入',
  admitName: (name) => `准许${name}进入`,
  deny: '拒绝',
  denyName: (name) => `拒绝${name}`,
};
