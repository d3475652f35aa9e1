import type { Area } from '../area';

export const lobby: Area<'lobby'> = {
  title: '进入之前',
  devices: '你的麦克风和摄像头',
  name: '你在本次会议中的名字',
  namePlaceholder: '别人怎么称呼你',
  nameKept: '只有拿到链接的人能看到。不会保存在任何地方。',
  passphrase: '口令',
  passphrasePlaceholder: '除链接之外还需要',
  newPassphrase: '口令（可选）',
  newPassphrasePlaceholder: '无',
  newPassphraseAdvice: '除链接外，大家还需要它。请用别的方式告诉他们。',
  join: '加入',
  cameraOpening: '正在打开摄像头…',
  cameraClosed: '摄像头已关闭。',
  check: '试用麦克风和扬声器',
  checked: '试用完毕',
};
