import type { Script } from '../../base/names';
import type { Area } from '../area';
import { and } from './formats';

const scripts: Readonly<Record<Script, string>> = {
  latin: '拉丁字母',
  greek: '希腊字母',
  cyrillic: '西里尔字母',
  armenian: '亚美尼亚字母',
  hebrew: '希伯来字母',
  arabic: '阿拉伯字母',
  georgian: '格鲁吉亚字母',
  cherokee: '切罗基字母',
  coptic: '科普特字母',
  thai: '泰文',
  devanagari: '天城文',
  eastAsian: '东亚文字',
  other: '其他',
};

export const names: Area<'names'> = {
  same: '这里有另一个人用同样的名字。',
  looksLike: (other) => `这个名字看起来像${other}，但那是另一个人。`,
  direction: '这个名字含有改变书写方向的符号：读起来可能与实际写法不同。',
  invisible: '这个名字含有看不见的字符。',
  mixed: (found) => `这个名字在一个词里混用了不同的字母：${found.map((script) => scripts[script]).join('、')}。`,
  symbols: '这个名字里有些字母是形似字母的符号。',
  list: (shown, others) => and(others === 0 ? shown : [...shown, `另外 ${others} 人`]),
};
