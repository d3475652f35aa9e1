import type { Area } from '../area';

export const tile: Area<'tile'> = {
  you: 'أنت',
  host: 'مضيف',
  microphoneOn: 'الميكروفون مفتوح',
  muted: 'مكتوم',
  cameraOn: 'الكاميرا مفتوحة',
  cameraOff: 'الكاميرا مغلقة',
  compared: 'قورنت الرموز',
  notCompared: 'لم تُقارَن الرموز',
  pictureComing: 'الصورة في الطريق',
  cameraClosing: 'الكاميرا تُغلق',
  shut: 'يتعذّر فتحه',
  seal: {
    shut: 'تصل إطارات لا تفتحها مفاتيح هذا الاجتماع. لذلك لا تُعرض.',
    own: (epoch) => `ما ترسله مشفَّر بمفاتيح الاجتماع (الدورة ${epoch}).`,
    sealed: (epoch) => `مشفَّر بمفاتيح الاجتماع (الدورة ${epoch}).`,
    idle: (epoch) => `لا يصل شيء الآن. المفاتيح جاهزة (الدورة ${epoch}).`,
  },
  list: (parts) => parts.join('، '),
  silent: (name) => `لم يصل شيء من ${name} منذ 8 ثوانٍ. ربما يحجب الخادم الرسائل أو ضعف الاتصال.`,
};
