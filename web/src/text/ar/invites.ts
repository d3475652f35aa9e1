import type { Area } from '../area';

export const invites: Area<'invites'> = {
  title: 'دعوات شخصية',
  whom: 'لمن هذه الدعوة',
  whomPlaceholder: 'لمن هي',
  make: 'دعوة',
  about: 'رابط لشخص واحد ولاستخدام واحد. وإذا استُخدم مرتين أُخبر كل من هنا.',
  madeFor: (label) => `لـ ${label}`,
  copy: 'نسخ',
  copied: 'تم النسخ',
  link: (label) => `الدعوة المخصّصة لـ ${label}`,
};
