import type { Area } from '../area';

export const report: Area<'report'> = {
  title: '报告问题',
  intro: '报告只包含这些：没有名字、链接、地址或密钥。请先阅读，再复制给服务器的运营者。',
  make: '生成报告',
  copy: '复制报告',
  copied: '已复制',
};
