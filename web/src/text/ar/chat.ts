import type { Area } from '../area';
import { plural } from './formats';

export const chat: Area<'chat'> = {
  title: 'الدردشة',
  button: 'الدردشة',
  unread: (count) =>
    plural(count, {
      one: 'الدردشة، رسالة جديدة واحدة',
      two: 'الدردشة، رسالتان جديدتان',
      few: `الدردشة، ${count} رسائل جديدة`,
      many: `الدردشة، ${count} رسالة جديدة`,
      other: `الدردشة، ${count} رسالة جديدة`,
    }),
  about: 'لا يقرأ هذا إلا من هم هنا الآن. ومن يدخل لاحقًا لا يرى شيئًا مما سبق، ويزول كل شيء بانتهاء الاجتماع.',
  lines: 'ما قيل',
  you: 'أنت',
  earlier: 'إظهار ما سبق',
  toNewest: 'رسائل جديدة',
  reply: 'رد',
  replyTo: (name) => `الرد على ${name}`,
  replyToOwn: 'الرد على نفسك',
  dropReply: 'إلغاء الرد',
  unknownQuote: 'شيء قيل قبل دخولك',
  field: 'اكتب للجميع هنا',
  send: 'إرسال',
  bytesLeft: (bytes) =>
    plural(bytes, {
      one: 'بقي بايت واحد',
      two: 'بقي بايتان',
      few: `بقيت ${bytes} بايتات`,
      other: `بقي ${bytes} بايت`,
    }),
  tooLong: 'أطول من رسالة واحدة',
  forbidden: {
    hosts: 'الكتابة في هذا الاجتماع للمضيفين فقط.',
    nobody: 'أوقف المضيفون الدردشة.',
  },
  openAddress: 'هل تريد فتح هذا العنوان؟',
  leadsTo: 'يؤدي إلى',
  open: 'فتح في علامة تبويب جديدة',
  notNow: 'ليس الآن',
};
