import type { Area } from '../area';

export const hands: Area<'hands'> = {
  raise: 'رفع اليد',
  lower: 'إنزال اليد',
  react: 'تفاعل',
  forbidden: { hosts: 'التفاعل في هذا الاجتماع للمضيفين فقط', nobody: 'أوقف المضيفون التفاعلات' },
  raised: 'الأيدي المرفوعة',
  place: (place) => `اليد مرفوعة، رقم ${place}`,
  symbols: {
    '👍': 'إعجاب',
    '❤️': 'قلب',
    '👏': 'تصفيق',
    '🎉': 'احتفال',
    '😂': 'ضحك',
    '😮': 'دهشة',
  },
};
