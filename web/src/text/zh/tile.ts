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
  cameraClosing: '摄像头正在关闭',
  seal: {
    shut: '收到了本次会议密钥打不开的画面或声音，因此不予显示。',
    own: (epoch) => `你发送的内容用会议密钥加密（纪元 ${epoch}）。`,
    sealed: (epoch) => `已用会议密钥加密（纪元 ${epoch}）。`,
    idle: (epoch) => `目前没有内容传来。密钥已就绪（纪元 ${epoch}）。`,
  },
  list: (parts) => parts.join('，'),
  troubles: {
    server: () => '你与服务器的连接中断了。',
    path: () => '你的声音和画面没有连接。',
    lost: (name) => `与${name}的连接已断开。`,
    silent: (name) => `已有几秒没有收到${name}的消息。`,
    keys: () => '收到的内容无法用本次会议的密钥打开。',
    stalled: (name) => `现在收不到${name}的画面。`,
    quiet: (name) => `现在收不到${name}的声音，但对方的麦克风是开着的。`,
    coming: () => '画面马上就到',
  },
  reasons: {
    server: '本页面会自行恢复。',
    lost: '可能是对方换了网络。对方可能在一分钟内回来。',
    silent: '可能是对方断线后会回来，也可能是服务器扣住了消息。',
    stalled: '可能是对方或你的网络正在切换或太慢。',
  },
};
