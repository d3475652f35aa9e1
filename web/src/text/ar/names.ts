import type { Script } from '../../base/names';
import type { Area } from '../area';
import { and, plural } from './formats';

const scripts: Readonly<Record<Script, string>> = {
  latin: 'اللاتينية',
  greek: 'اليونانية',
  cyrillic: 'السيريلية',
  armenian: 'الأرمنية',
  hebrew: 'العبرية',
  arabic: 'العربية',
  georgian: 'الجورجية',
  cherokee: 'الشيروكية',
  coptic: 'القبطية',
  thai: 'التايلاندية',
  devanagari: 'الديفاناغارية',
  eastAsian: 'شرق آسيا',
  other: 'غيرها',
};

export const names: Area<'names'> = {
  same: 'يوجد هنا شخص آخر بالاسم نفسه.',
  looksLike: (other) => `يشبه هذا الاسم ${other}، وهو شخص آخر.`,
  direction: 'يحتوي هذا الاسم على علامات تعكس اتجاه الكتابة: قد يُقرأ على غير ما كُتب.',
  invisible: 'يحتوي هذا الاسم على محارف لا تُرى.',
  mixed: (found) =>
    `يمزج هذا الاسم في كلمة واحدة حروفًا من أبجديات مختلفة: ${found.map((script) => scripts[script]).join('، ')}.`,
  symbols: 'بعض حروف هذا الاسم رموز صُنعت لتشبه الحروف.',
  list: (shown, others) =>
    and(others === 0 ? shown : [...shown, plural(others, { one: 'شخص آخر', two: 'شخصان آخران', other: `${others} غيرهم` })]),
};
