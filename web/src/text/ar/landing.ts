import type { Area } from '../area';

export const landing: Area<'landing'> = {
  promise: 'اجتماع لا يراه ولا يسمعه إلا من هم فيه. كل شيء يُشفَّر على جهازك بمفاتيح لا تصل إلى الخادم أبدًا.',
  start: 'بدء اجتماع',
  language: 'اللغة',
  invited: 'هل تلقيت دعوة؟ افتح الرابط الذي وصلك؛ فهو يحمل المفتاح.',
};
