import type { Area } from '../area';

export const people: Area<'people'> = {
  title: 'من هنا',
  about: 'تأتي هذه القائمة من مفاتيح الاجتماع، لا من الخادم. ويختار الناس أسماءهم بأنفسهم.',
  you: 'أنت',
  host: 'مضيف',
  stepDown: 'التخلي عن دور المضيف',
  notHost: 'إلغاء دور المضيف',
  makeHost: 'تعيين مضيفًا',
  remove: 'إخراج',
  removeAndChange: 'إخراج وتغيير الرابط',
  andNewLink: '+ رابط جديد',
  chimes: 'نغمة قصيرة عندما يطرق أحد الباب أو يدخل أو يغادر',
};
