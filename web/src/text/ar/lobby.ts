import type { Area } from '../area';

export const lobby: Area<'lobby'> = {
  title: 'قبل أن تدخل',
  devices: 'الميكروفون والكاميرا لديك',
  name: 'اسمك في هذا الاجتماع',
  namePlaceholder: 'كما يناديك الآخرون',
  nameKept: 'لا يقرؤه إلا من لديه الرابط، ولا يُحفظ في أي مكان.',
  passphrase: 'عبارة المرور',
  passphrasePlaceholder: 'إضافةً إلى الرابط',
  newPassphrase: 'عبارة مرور، إن أردت',
  newPassphrasePlaceholder: 'بدون',
  newPassphraseAdvice: 'سيحتاج إليها الجميع إضافةً إلى الرابط. أخبرهم بها بطريقة أخرى.',
  join: 'انضمام',
  cameraOpening: 'جارٍ فتح الكاميرا…',
  cameraClosed: 'الكاميرا مغلقة.',
  check: 'تجربة الميكروفون ومكبّر الصوت',
  checked: 'انتهت التجربة',
};
