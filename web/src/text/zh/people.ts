import type { Area } from '../area';

export const people: Area<'people'> = {
  title: '谁在这里',
  about: '这份名单来自会议的密钥，而不是服务器。名字由各人自己选择。',
  you: '你',
  host: '主持人',
  stepDown: '不再担任主持人',
  notHost: '取消主持人',
  makeHost: '设为主持人',
  remove: '移出',
  removeAndChange: '移出并更换链接',
  andNewLink: '＋新链接',
  chimes: '有人敲门、进入或离开时发出短促提示音',
};
