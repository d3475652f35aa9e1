import type { Area } from '../area';

export const quality: Area<'quality'> = {
  title: '通话质量',
  show: '显示最近一分钟',
  hide: '隐藏',
  good: '声音和画面收发都正常。',
  ownUpload: '你的网络承载不了摄像头和麦克风发送的数据。别人看到的你可能模糊。',
  ownDownload: '你的网络丢失了许多传来的数据。画面模糊，声音可能中断。',
  ownDevice: '这台设备太忙，无法很好地编码摄像头画面。请关闭其他程序。',
  theirs: (names) => `${names.join('、')}：画面模糊，其他都正常。是对方的网络或摄像头的问题。`,
  sent: '已发送',
  received: '已接收',
  lost: '传来途中丢失',
  roundTrip: '到服务器往返',
  kbps: (value) => `${Math.round(value)} kbit/s`,
  percent: (value) => `${(value * 100).toFixed(1)} %`,
  milliseconds: (value) => `${Math.round(value)} ms`,
};
