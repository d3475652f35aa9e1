import type { Area } from '../area';

export const invites: Area<'invites'> = {
  title: '个人邀请',
  whom: '邀请给谁',
  whomPlaceholder: '给谁',
  make: '邀请',
  about: '供一个人使用一次的链接。若被用了两次，这里的所有人都会得知。',
  madeFor: (label) => `给${label}`,
  copy: '复制',
  copied: '已复制',
  link: (label) => `给${label}的邀请`,
};
