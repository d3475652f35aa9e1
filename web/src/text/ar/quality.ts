import type { Area } from '../area';

export const quality: Area<'quality'> = {
  title: 'جودة المكالمة',
  show: 'إظهار الدقيقة الأخيرة',
  hide: 'إخفاء',
  good: 'الصوت والصورة يصلان ويخرجان جيدًا.',
  ownUpload: 'شبكتك تحمل أقل مما ترسله كاميرتك وميكروفونك. قد يراك الآخرون بصورة غير واضحة.',
  ownDownload: 'شبكتك تفقد كثيرًا مما يصل. الصور غير واضحة وقد يتقطع الصوت.',
  ownDevice: 'هذا الجهاز مشغول ولا يرمّز صورة كاميرتك جيدًا. أغلق البرامج الأخرى.',
  theirs: (names) => `${names.join('، ')}: صورة غير واضحة والباقي جيد. السبب شبكتهم أو كاميرتهم.`,
  sent: 'المُرسَل',
  received: 'المُستقبَل',
  lost: 'المفقود في الطريق إليك',
  roundTrip: 'ذهابًا وإيابًا إلى الخادم',
  kbps: (value) => `${Math.round(value)} kbit/s`,
  percent: (value) => `${(value * 100).toFixed(1)} %`,
  milliseconds: (value) => `${Math.round(value)} ms`,
};
