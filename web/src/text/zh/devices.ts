import type { DeviceKind } from '../../meeting/state';
import type { Area } from '../area';

const names: Readonly<Record<DeviceKind, string>> = { microphone: '麦克风', camera: '摄像头' };

export const devices: Area<'devices'> = {
  open: (kind) => `打开${names[kind]}`,
  close: (kind) => `关闭${names[kind]}`,
  which: (kind) => `选择${names[kind]}`,
  problems: {
    denied: (kind) => `${names[kind]}未获允许。请在地址栏旁允许，然后再点一次。`,
    missing: (kind) => `没有找到${names[kind]}。请接上一个，或者不用它直接进入。`,
    busy: (kind) => `另一个程序正在使用${names[kind]}。请在那里关闭，然后再点一次。`,
    unplugged: (kind) => `${names[kind]}被拔出或被收回，现在已关闭。`,
    enteredMuted: (kind) =>
      kind === 'camera' ? '进入本次会议时摄像头是关闭的。想用时再打开。' : '进入本次会议时麦克风是关闭的。想发言时再打开。',
    failed: (kind) => `${names[kind]}没有启动。请再点一次，或换一个。`,
  },
  title: '声音与摄像头',
  microphone: '麦克风',
  speaker: '扬声器',
  camera: '摄像头',
  level: '麦克风听到你的音量',
  meterClosed: '打开麦克风，看看它能否听到你。',
  check: '录三秒并回放',
  checks: {
    idle: '只留在本页的内存里，别人听不到。',
    recording: '说点什么…',
    playing: '你听起来是这样。',
    failed: '无法播放录音。',
  },
  tone: '播放提示音',
  toneOn: '请听…',
  usualSpeaker: '跟随设备',
  speakerFixed: '此浏览器在设备选定的地方播放。请在设备设置中选择扬声器。',
  whichSpeaker: '选择扬声器',
  cameraClosed: '打开摄像头看看自己。',
  processing: {
    echoCancellation: '不让扬声器的声音进入麦克风',
    noiseSuppression: '滤除噪音',
    autoGainControl: '均衡我的音量',
  },
  pushToTalk: '按住空格键时才发言；此时按钮用回车键按下',
  remembered: '你的选择保留到关闭本页为止，不保存在别处。',
};
