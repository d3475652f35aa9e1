import type { Area } from '../area';
import { and, plural } from './formats';

export const room: Area<'room'> = {
  title: 'في اجتماع',
  controls: 'أدوات الاجتماع',
  opening: 'جارٍ الفتح…',
  mute: 'كتم الصوت',
  unmute: 'إلغاء الكتم',
  startCamera: 'تشغيل الكاميرا',
  stopCamera: 'إيقاف الكاميرا',
  people: 'المشاركون',
  safetyCode: 'رمز الأمان',
  log: 'السجل',
  copyLink: 'نسخ الرابط',
  copied: 'تم النسخ',
  fullScreen: 'ملء الشاشة',
  window: 'نافذة',
  leave: 'مغادرة',
  close: 'إغلاق',
  peopleCount: (count) =>
    plural(count, {
      zero: 'لا أحد',
      one: 'شخص واحد',
      two: 'شخصان',
      few: `${count} أشخاص`,
      many: `${count} شخصًا`,
      other: `${count} شخص`,
    }),
  hosts: (names, amHost) => (amHost ? ownHosts(names) : othersHosts(names)),
  door: { locked: 'مقفل', waitingRoom: 'غرفة انتظار', open: 'مفتوح لمن لديه الرابط' },
  compared: { none: 'لم تُقارَن الرموز', all: 'قورنت الرموز' },
  comparedSome: (compared, others) => `قورن ${compared} من ${others}`,
  more: (count) => `و${count} غيرهم`,
  aloneTitle: 'أنت وحدك هنا',
  alone: 'أرسل الرابط عبر قناة تثق بها. من لديه الرابط يمكنه طلب الدخول.',
  copyTheLink: 'نسخ الرابط',
  linkCopied: 'تم نسخ الرابط',
};

function ownHosts(names: readonly string[]): string {
  const others = names.length - 1;
  if (others === 0) return 'أنت المضيف';
  return `المضيفون: ${and(['أنت', others === 1 ? (names[1] ?? '') : `${others} غيرك`])}`;
}

function othersHosts(names: readonly string[]): string {
  return plural(names.length, { one: 'المضيف', two: 'المضيفان', other: 'المضيفون' }) + `: ${names.join('، ')}`;
}
