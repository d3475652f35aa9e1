import type { Surface } from '../../meeting/share';
import type { Area } from '../area';

const things: Readonly<Record<Surface, string>> = {
  tab: '一个标签页',
  window: '一个窗口',
  screen: '你的整个屏幕',
  unknown: '你选择的内容',
};

export const share: Area<'share'> = {
  share: '共享',
  stopSharing: '停止共享',
  notAllowed: '共享已关闭',
  isSharing: (name) => `${name}正在共享`,
  sharing: (surface, label) => `你正在共享${label === '' ? things[surface] : label}`,
  about: (surface, label) => `你即将共享${label === '' ? things[surface] : label}`,
  advice: {
    tab: '标签页。你在其中打开的内容也会被看到。',
    window: '窗口。你在其中打开的内容也会被看到。',
    screen: '整个屏幕：上面弹出的消息会被看到。',
    unknown: '这个浏览器没有说明这是窗口还是整个屏幕。请看清楚。',
  },
  withSound: '声音会一起共享。',
  problems: {
    failed: '浏览器没有给出可共享的内容。请再点一次，或选择别的。',
    rules: '会议规则不再允许你共享，共享已停止。',
  },

  chooseTitle: '展示内容',
  chooseText: '选择一个窗口或标签页。你先在这里看到它，在你同意之前别人都看不到。',
  pick: '选择要展示的内容',
  cancel: '取消',
  whole: '改为整个屏幕',
  sound: '包含标签页的声音',
  soundHint: '浏览器支持时才有：Chrome、Chromium 和 Edge 的标签页。',
  modeTitle: '画面',
  text: '清晰文字',
  motion: '流畅动态',
  motionHint: '适合影片。此时只有画面形状改变才会暂停，内容突然改变不会。',

  wholeTitle: '整个屏幕？',
  wholeText: '大家会看到上面出现的一切：弹出的消息、其他窗口、你输入的内容。可以的话请只展示一个窗口。',
  pickWhole: '选择屏幕',

  pickingTitle: '浏览器正在询问你',
  pickingText: '请在那里选择要展示的内容。现在还没有人看到。',

  previewTitle: '大家都会看到这个',
  previewText: '还没有人看到。请先看看有没有私密内容。',
  heldTitle: '现在显示的内容变了',
  heldText: '已暂停发送：没有人看到它。要让大家看到吗？',
  wholeMeant: '这是我的整个屏幕，我愿意展示上面出现的一切',
  taken: (name) => `${name}正在共享。结束后你可以开始。`,
  waiting: '预览马上就来。',
  confirm: '展示给大家',

  live: '正在共享。大家都看得到。',
  paused: '已暂停。没有人看得到。',
  held: '已拦住。在你查看之前没有人看得到。',
  preview: '还没有人看到。',
  ending: '正在结束。',
  pause: '暂停',
  resume: '继续',

  pausedBy: (name) => `${name}已暂停，或正在检查展示的内容。`,
};
