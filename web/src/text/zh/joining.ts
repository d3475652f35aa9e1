import type { Area } from '../area';
import { or } from './formats';

export const joining: Area<'joining'> = {
  unlocking: '正在打开会议室',
  connecting: '正在寻找服务器。',
  knocking: '正在与里面的人商定密钥。',
  unheard: '里面还没有人回应。需要有人在会议中保持连接才能让你进入；本页会等待并自动继续。',
  unreachableTitle: '服务器没有回应',
  unreachable: '请检查网络，或询问服务器的运营者。本页会不断重试并自动继续。',
  waitingTitle: (hosts) => `正在等待${hosts.length === 0 ? '主持人' : fewOf(hosts)}让你进入`,
  waiting: '你的名字已显示在主持人的屏幕上。获准后本页会自动继续。',
  waitingBlind: '进入之前，你听不到也看不到会议；会议里的人除了你的名字，也听不到、看不到你。',
  wrongTitle: '口令不对',
  wrong: '链接没错，但没有口令就不能进入。里面的人会得知错误的尝试。',
  wrongPlaceholder: '询问邀请你的人',
  tryAgain: '再试一次',
  cancel: '取消',
};

function fewOf(hosts: readonly string[]): string {
  return or(hosts.length > 2 ? [...hosts.slice(0, 1), '其他主持人'] : hosts);
}
