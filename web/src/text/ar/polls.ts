import type { Area } from '../area';
import { plural } from './formats';

export const polls: Area<'polls'> = {
  make: 'سؤال الجميع',
  poll: 'استطلاع',
  question: 'سؤالك',
  option: (number) => `الإجابة ${number}`,
  addOption: 'إجابة أخرى',
  ask: 'طرح السؤال',
  cancel: 'إلغاء',
  close: 'إغلاق الاستطلاع',
  closed: 'مغلق',
  votes: (count) =>
    plural(count, {
      zero: 'لا أصوات',
      one: 'صوت واحد',
      two: 'صوتان',
      few: `${count} أصوات`,
      many: `${count} صوتًا`,
      other: `${count} صوت`,
    }),
  open: 'انقر مرة أخرى لتغيير صوتك',
  notKept: 'لم يعد هذا الاستطلاع محفوظًا.',
};
