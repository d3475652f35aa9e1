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
};
