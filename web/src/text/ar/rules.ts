import type { Feature, Permission } from '../../meeting/state';
import type { Area } from '../area';

export const features: Readonly<Record<Feature, string>> = {
  share: 'مشاركة الشاشة',
  chat: 'الكتابة في الدردشة',
  reactions: 'إرسال التفاعلات',
  files: 'إرسال الملفات',
};
export const permissions: Readonly<Record<Permission, string>> = {
  everyone: 'الجميع',
  hosts: 'المضيفون فقط',
  nobody: 'لا أحد',
};

export const rules: Area<'rules'> = {
  title: 'القواعد',
  onlyHosts: (hosts) => `لا يغيّرها إلا المضيفون: ${hosts}.`,
  about: 'يلتزم جهاز كل مشارك بهذه القواعد. ولا رأي للخادم فيها.',
  whoGetsIn: 'من يدخل',
  locked: 'مقفل: لا يدخل أحد',
  waitingRoom: 'غرفة انتظار: يُدخل المضيف الناس',
  inside: 'في الداخل',
  newcomersMuted: 'يدخل القادمون الجدد مكتومي الصوت',
  recording: 'التسجيل مرحَّب به',
  recordingAbout: 'يمكن لأي شخص هنا أن يسجّل مهما كان هذا الخيار؛ فهو يخبر الناس بما هو مرغوب فقط.',
  whoMay: 'من يمكنه',
  features,
  permissions,
  link: 'الرابط',
  linkWorks: 'يعمل',
  linkUntil: (moment) => `حتى ${moment}`,
  linkAlways: 'طوال الاجتماع',
  linkHour: 'لمدة ساعة',
  linkDay: 'لمدة يوم',
  changeLink: 'تغيير الرابط',
  changeLinkAbout: 'عندئذٍ لا يُدخل الرابط القديم أحدًا. ويبقى من هم هنا.',
};
