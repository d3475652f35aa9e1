import type { Area } from '../area';

export const hands: Area<'hands'> = {
  raise: '举手',
  lower: '放下手',
  react: '回应',
  forbidden: { hosts: '本次会议只有主持人可以发送表情回应', nobody: '主持人关闭了表情回应' },
  raised: '举手的人',
  place: (place) => `已举手，第 ${place} 位`,
  symbols: {
    '👍': '点赞',
    '❤️': '爱心',
    '👏': '鼓掌',
    '🎉': '庆祝',
    '😂': '大笑',
    '😮': '惊讶',
  },
};
