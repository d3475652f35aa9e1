import type { DeviceKind } from '../../meeting/state';
import type { Area } from '../area';

const the: Readonly<Record<DeviceKind, string>> = { microphone: 'الميكروفون', camera: 'الكاميرا' };

export const devices: Area<'devices'> = {
  open: (kind) => `فتح ${the[kind]}`,
  close: (kind) => `إغلاق ${the[kind]}`,
  which: (kind) => (kind === 'camera' ? 'أي كاميرا' : 'أي ميكروفون'),
  problems: {
    denied: (kind) => `لم يُسمح باستخدام ${the[kind]}. اسمح بذلك بجانب شريط العنوان، ثم انقر مرة أخرى.`,
    missing: (kind) => (kind === 'camera' ? 'لم يُعثر على كاميرا. وصّل واحدة، أو ادخل بدونها.' : 'لم يُعثر على ميكروفون. وصّل واحدًا، أو ادخل بدونه.'),
    busy: (kind) => `برنامج آخر يستخدم ${the[kind]}. أغلق ذلك هناك، ثم انقر مرة أخرى.`,
    unplugged: (kind) => (kind === 'camera' ? 'فُصلت الكاميرا أو سُحبت، وهي مغلقة الآن.' : 'فُصل الميكروفون أو سُحب، وهو مغلق الآن.'),
    enteredMuted: (kind) =>
      kind === 'camera'
        ? 'يدخل الناس هذا الاجتماع والكاميرا مغلقة. افتحها متى شئت.'
        : 'يدخل الناس هذا الاجتماع والميكروفون مغلق. افتحه حين تريد أن تتكلم.',
    failed: (kind) =>
      kind === 'camera' ? 'لم تعمل الكاميرا. انقر مرة أخرى، أو اختر غيرها.' : 'لم يعمل الميكروفون. انقر مرة أخرى، أو اختر غيره.',
  },
  title: 'الصوت والكاميرا',
  microphone: 'الميكروفون',
  speaker: 'مكبّر الصوت',
  camera: 'الكاميرا',
  level: 'مدى ارتفاع صوتك في الميكروفون',
  meterClosed: 'افتح الميكروفون لترى أنه يسمعك.',
  check: 'تسجيل ثلاث ثوانٍ والاستماع إليها',
  checks: {
    idle: 'يبقى في ذاكرة هذه الصفحة ولا يسمعه غيرك.',
    recording: 'قل شيئًا…',
    playing: 'هكذا يُسمع صوتك.',
    failed: 'تعذّر تشغيل التسجيل.',
  },
  tone: 'تشغيل نغمة',
  toneOn: 'استمع…',
  usualSpeaker: 'كما ضُبط الجهاز',
  speakerFixed: 'يشغّل هذا المتصفح الصوت حيث يشغّله الجهاز. اختر مكبّر الصوت من إعدادات الجهاز.',
  whichSpeaker: 'أي مكبّر صوت',
  cameraClosed: 'افتح الكاميرا لترى نفسك.',
  processing: {
    echoCancellation: 'إبعاد مكبّر الصوت عن الميكروفون',
    noiseSuppression: 'إبعاد الضوضاء',
    autoGainControl: 'موازنة ارتفاع صوتي',
  },
  pushToTalk: 'التكلم فقط أثناء ضغط مفتاح المسافة، وعندها تُضغط الأزرار بمفتاح Enter',
  remembered: 'ما تختاره يبقى حتى تُغلق هذه الصفحة، ولا يُحفظ في أي مكان آخر.',
};
