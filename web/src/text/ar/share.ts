import type { Surface } from '../../meeting/share';
import type { Area } from '../area';

const things: Readonly<Record<Surface, string>> = {
  tab: 'علامة تبويب',
  window: 'نافذة',
  screen: 'شاشتك كلها',
  unknown: 'ما اخترته',
};

export const share: Area<'share'> = {
  share: 'عرض',
  stopSharing: 'إيقاف العرض',
  notAllowed: 'العرض متوقف',
  isSharing: (name) => `${name} يعرض شاشته`,
  sharing: (surface, label) => `أنت تعرض ${label === '' ? things[surface] : label}`,
  about: (surface, label) => `أنت على وشك عرض ${label === '' ? things[surface] : label}`,
  advice: {
    tab: 'علامة تبويب. كل ما تفتحه فيها سيُرى أيضًا.',
    window: 'نافذة. كل ما تفتحه فيها سيُرى أيضًا.',
    screen: 'شاشة كاملة: ستُرى الرسائل التي تظهر عليها.',
    unknown: 'لا يقول هذا المتصفح هل هي نافذة أم الشاشة كلها. انظر جيدًا.',
  },
  withSound: 'ويذهب صوتها معها.',
  problems: {
    failed: 'لم يعطِ المتصفح شيئًا لعرضه. انقر مرة أخرى أو اختر شيئًا آخر.',
    rules: 'لم تعد قواعد الاجتماع تسمح لك بالعرض. لقد توقف.',
  },

  chooseTitle: 'اعرض شيئًا',
  chooseText: 'اختر نافذة أو علامة تبويب. تراها هنا أولًا، ولا يراها غيرك حتى تقول ذلك.',
  pick: 'اختر ما تعرضه',
  cancel: 'إلغاء',
  whole: 'الشاشة كلها بدلًا من ذلك',
  sound: 'مع صوت علامة التبويب',
  soundHint: 'حيث يستطيع المتصفح: علامات التبويب في Chrome وChromium وEdge.',
  modeTitle: 'الصورة',
  text: 'نص واضح',
  motion: 'حركة سلسة',
  motionHint: 'للأفلام. عندها لا يحجز الصورة إلا تغيّر شكلها، لا تغيّر مفاجئ فيما تعرضه.',

  wholeTitle: 'الشاشة كلها؟',
  wholeText: 'سيرى الجميع كل ما يظهر عليها: الرسائل والنوافذ الأخرى وما تكتبه. اعرض نافذة واحدة إن استطعت.',
  pickWhole: 'اختر شاشة',

  pickingTitle: 'متصفحك يسألك',
  pickingText: 'اختر هناك ما تعرضه. لا يراه أحد بعد.',

  previewTitle: 'سيرى الجميع هذا',
  previewText: 'لم يره أحد بعد. انظر أولًا هل فيه شيء خاص.',
  heldTitle: 'يظهر الآن شيء آخر',
  heldText: 'إنه محجوز: لم يره أحد. هل يراه الجميع؟',
  wholeMeant: 'هذه شاشتي كلها، وأريد أن أعرض كل ما يظهر عليها',
  taken: (name) => `${name} يعرض الآن. يمكنك أن تبدأ حين ينتهي.`,
  waiting: 'المعاينة في الطريق.',
  confirm: 'اعرضه للجميع',

  live: 'مباشر. يراه الجميع.',
  paused: 'متوقف مؤقتًا. لا يراه أحد.',
  held: 'محجوز. لا يراه أحد حتى تنظر إليه.',
  preview: 'لا يراه أحد بعد.',
  ending: 'إنه ينتهي.',
  pause: 'إيقاف مؤقت',
  resume: 'متابعة',

  pausedBy: (name) => `${name} أوقفه مؤقتًا، أو يتحقق مما يعرضه.`,
};
