import type { Area } from '../area';

export const report: Area<'report'> = {
  title: 'الإبلاغ عن مشكلة',
  intro: 'هذا كل ما في التقرير: لا اسم ولا رابط ولا عنوان ولا مفتاح. اقرأه ثم انسخه لمن يشغّل هذا الخادم.',
  make: 'إعداد تقرير',
  copy: 'نسخ التقرير',
  copied: 'تم النسخ',
};
