import type { Area } from '../area';

export const tile: Area<'tile'> = {
  you: '你',
  host: '主持人',
  microphoneOn: '麦克风已开',
  muted: '已静音',
  cameraOn: '摄像头已开',
  cameraOff: '摄像头已关',
  compared: '已比对安全码',
  notCompared: '尚未比对安全码',
  pictureComing: '画面马上就到',
  cameraClosing: '摄像头正在关闭',
  shut: '无法打开',
  seal: {
    shut: '收到了本次会议密钥打不开的画面或声音，因此不予显示。',
    own: (epoch) => `你发送的内容用会议密钥加密（纪元 ${epoch}）。`,
    sealed: (epoch) => `已用会议密钥加密（纪元 ${epoch}）。`,
    idle: (epoch) => `目前没有内容传来。密钥已就绪（纪元 ${epoch}）。`,
  },
  list: (parts) => parts.join('，'),
  silent: (name) => `已有 8 秒没有收到${name}的消息。可能是对方的连接或服务器扣住了消息。`,
};
