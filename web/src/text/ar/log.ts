import type { Area } from '../area';
import { features, permissions } from './rules';

export const log: Area<'log'> = {
  title: 'ما حدث',
  about: 'من مفاتيح الاجتماع، وبساعة هذا الجهاز. يختار الناس أسماءهم بأنفسهم. ويزول السجل عند مغادرتك.',
  empty: 'لا شيء بعد.',
  started: (who) => `بدأ الاجتماع: ${who}.`,
  here: (who) => `كان هنا عند دخولك: ${who}.`,
  admitted: (who, by) => `تم إدخال ${who} بواسطة ${by}.`,
  cameByLink: (who) => `تم دخول ${who} بالرابط.`,
  left: (who) => `غادر الاجتماع: ${who}.`,
  silenced: (who) => `أُخرج ${who}: لم يصل منه شيء مدة طويلة.`,
  removed: (who, by) => `تم إخراج ${who} بواسطة ${by}.`,
  hostNamed: (who, by) => `تم تعيين ${who} مضيفًا بواسطة ${by}.`,
  hostUnnamed: (who, by) => `لم يعد ${who} مضيفًا، بقرار من ${by}.`,
  steppedDown: (who) => `تخلّى ${who} عن دور المضيف.`,
  hostSucceeded: (who) => `لم يبق مضيف، فأصبح ${who} مضيفًا.`,
  keysRenewed: (names) => `تم تجديد مفاتيح ${names}.`,
  linkChanged: (by) => `تم تغيير الرابط بواسطة ${by}. الرابط القديم لم يعد يُدخل أحدًا.`,
  inviteMade: (who, by) => `تم إنشاء دعوة لـ ${who} بواسطة ${by}.`,
  inviteUsed: (who, invite) => `تم دخول ${who} بالدعوة المخصّصة لـ ${invite}.`,
  refused: (who) => `حاول ${who} تغييرًا لا تسمح به القواعد. ولم يحدث.`,
  rulesChanged: (by) => `تم تغيير القواعد بواسطة ${by}.`,
  switches: {
    isLocked: (by, isOn) => (isOn ? `تم قفل الاجتماع بواسطة ${by}.` : `تم فتح قفل الاجتماع بواسطة ${by}.`),
    hasWaitingRoom: (by, isOn) =>
      isOn
        ? `تم فتح غرفة انتظار بواسطة ${by}: المضيفون يُدخلون الناس.`
        : `تم إغلاق غرفة الانتظار بواسطة ${by}: الرابط وحده يكفي للدخول.`,
    doNewcomersEnterMuted: (by, isOn) =>
      isOn ? `بقرار من ${by}: يدخل القادمون الجدد مكتومي الصوت.` : `بقرار من ${by}: يدخل القادمون الجدد دون كتم.`,
    isRecordingAllowed: (by, isOn) => (isOn ? `بقرار من ${by}: التسجيل مسموح.` : `طلب ${by} عدم التسجيل.`),
  },
  linkLasts: (by) => `بقرار من ${by}: يعمل الرابط طوال الاجتماع.`,
  linkExpires: (by, moment) => `بقرار من ${by}: ينتهي الرابط في ${moment}.`,
  permission: (by, feature, permission) => `بقرار من ${by}، من يمكنه ${features[feature]}: ${permissions[permission]}.`,
};
