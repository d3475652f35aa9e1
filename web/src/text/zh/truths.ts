import type { Area } from '../area';

export const truths: Area<'truths'> = {
  serverSees: '服务器看不到也听不到这场会议。它能看到你的网络地址、你何时在这里，以及你发送了多少数据。',
  webTrust: '网页版：你信任的是这台服务器发来的页面。请核对它，或使用应用。',
  notCompared: '尚未比对安全码——可能混入假冒的参会者。请通过其他渠道比对；声音可以模仿。',
  anyoneRecords: '这里的任何人都可以录制。',
  backgroundLeaks: (perThousand) => `背景效果会泄露你房间的一部分：最近一次测试 p95 = 每 1000 中 ${perThousand}。`,
  infectedDevice: '我们无法保护已被感染的设备。',
  keepsNothing: '软件不保留任何内容。但运营者可能改动软件。',
  serverInterrupts: '服务器可以中断或拖慢通话。',
  appToCome: '目前还没有应用：请在会议中的“层次”里核对页面。',
};
