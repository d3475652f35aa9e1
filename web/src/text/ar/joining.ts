import type { Area } from '../area';
import { or } from './formats';

export const joining: Area<'joining'> = {
  unlocking: 'جارٍ فتح الغرفة',
  connecting: 'جارٍ البحث عن الخادم.',
  knocking: 'جارٍ الاتفاق على المفاتيح مع من في الداخل.',
  unheard:
    'لم يُجب أحد في الداخل بعد. يجب أن يكون أحد المشاركين متصلًا ليُدخلك؛ هذه الصفحة تنتظر ثم تتابع من تلقاء نفسها.',
  unreachableTitle: 'الخادم لا يجيب',
  unreachable: 'تحقّق من شبكتك، أو اسأل من يشغّل هذا الخادم. هذه الصفحة تواصل المحاولة وتتابع من تلقاء نفسها.',
  waitingTitle: (hosts) => `بانتظار أن يُدخلك ${hosts.length === 0 ? 'مضيف' : fewOf(hosts)}`,
  waiting: 'اسمك الآن على شاشة المضيفين. ستتابع هذه الصفحة من تلقاء نفسها حالما يُسمح لك بالدخول.',
  waitingBlind: 'لا تسمع من الاجتماع ولا ترى شيئًا قبل دخولك، ولا يسمع منك ولا يرى سوى اسمك.',
  wrongTitle: 'عبارة المرور هذه غير صحيحة',
  wrong: 'الرابط صحيح، لكنه لا يُدخل أحدًا بدون عبارة المرور. ويُخبَر من في الداخل بالمحاولات الخاطئة.',
  wrongPlaceholder: 'اسأل من دعاك',
  tryAgain: 'إعادة المحاولة',
  cancel: 'إلغاء',
};

function fewOf(hosts: readonly string[]): string {
  return or(hosts.length > 2 ? [...hosts.slice(0, 1), 'مضيف آخر'] : hosts);
}
