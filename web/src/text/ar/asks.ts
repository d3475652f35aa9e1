import type { Area } from '../area';

export const asks: Area<'asks'> = {
  ask: 'طلب…',
  asked: 'تم الطلب',
  requests: {
    mute: 'كتم الصوت',
    unmute: 'إلغاء الكتم',
    stopCamera: 'إيقاف الكاميرا',
    stopShare: 'إيقاف المشاركة',
    lowerHand: 'إنزال اليد',
  },
  asksYou: {
    mute: (name) => `طلب من ${name}: كتم صوتك`,
    unmute: (name) => `طلب من ${name}: إلغاء كتم صوتك`,
    stopCamera: (name) => `طلب من ${name}: إيقاف الكاميرا`,
    stopShare: (name) => `طلب من ${name}: إيقاف المشاركة`,
    lowerHand: (name) => `طلب من ${name}: إنزال يدك`,
  },
  yours: 'القرار لك. لا يحدث شيء قبل أن تنقر.',
  notNow: 'ليس الآن',
};
