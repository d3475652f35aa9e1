import type { Area } from '../area';
import { plural } from './formats';

export const knocks: Area<'knocks'> = {
  door: 'عند الباب',
  count: (count) =>
    plural(count, {
      one: 'شخص عند الباب',
      two: 'شخصان عند الباب',
      few: `${count} أشخاص عند الباب`,
      many: `${count} شخصًا عند الباب`,
      other: `${count} شخص عند الباب`,
    }),
  admitAll: 'إدخال الجميع',
  showWho: 'إظهار الأسماء',
  unverified: 'غير مُتحقَّق منه',
  withInvite: (label) => `بالدعوة المخصّصة لـ ${label}.`,
  mayBeBack:
    'كان هنا شخص بهذا الاسم قبل أقل من دقيقة وانقطع اتصاله. قد يكون هو نفسه، أو شخصًا أخذ الاسم.',
  admit: 'إدخال',
  admitName: (name) => `إدخال ${name}`,
  deny: 'رفض',
  denyName: (name) => `رفض ${name}`,
};
