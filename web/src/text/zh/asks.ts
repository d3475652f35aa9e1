import type { Area } from '../area';

export const asks: Area<'asks'> = {
  ask: '请求…',
  asked: '已请求',
  requests: {
    mute: '静音',
    unmute: '取消静音',
    stopCamera: '关闭摄像头',
    stopShare: '停止共享',
    lowerHand: '放下手',
  },
  asksYou: {
    mute: (name) => `${name}请你静音`,
    unmute: (name) => `${name}请你取消静音`,
    stopCamera: (name) => `${name}请你关闭摄像头`,
    stopShare: (name) => `${name}请你停止共享`,
    lowerHand: (name) => `${name}请你放下手`,
  },
  yours: '由你决定。你点击之前什么都不会发生。',
  notNow: '暂不',
};
