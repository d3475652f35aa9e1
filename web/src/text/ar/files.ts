import type { Area } from '../area';

export const files: Area<'files'> = {
  offer: 'عرض ملف',
  forbidden: { hosts: 'عرض الملفات للمضيفين فقط', nobody: 'أوقف المضيفون الملفات' },
  get: 'جلب',
  getAgain: 'إعادة المحاولة',
  stop: 'إيقاف',
  save: 'حفظ',
  coming: (percent) => `${percent} %`,
  own: 'يبقى على جهازك حتى يجلبه أحد',
  here: 'وصل. لا يكون على قرصك إلا إذا حفظته',
  withdraw: 'سحب العرض',
  barred: 'غير متاح: القواعد لا تسمح الآن لمن عرضه بالملفات',
  withdrawn: 'سُحب العرض',
  gone: 'غادر من عرضه',
  failed: {
    silent: 'المرسل لا يجيب. أُلغي الجلب.',
    wrong: 'ما وصل ليس ما عُرض. تم التخلص منه.',
  },
  notKept: 'لم يعد هذا الملف محفوظًا.',
};
