import type { Area } from '../area';

export const endings: Area<'endings'> = {
  refusals: {
    insecure: {
      title: '这个地址不安全',
      text: '摄像头、麦克风和加密只能在通过 https 打开的页面上使用。',
      advice: '请向服务器的运营者询问 https 地址，并在那里打开你的链接。',
    },
    transform: {
      title: '此浏览器无法加密会议',
      text: '它无法在画面和声音离开设备之前加密（RTCRtpScriptTransform），而没有加密 Conclave 就不开会。',
      advice: '请用较新的 Firefox、Chrome、Chromium 或 Edge 打开链接。没有发送任何内容。',
    },
  },
  badLink: {
    title: '这个链接不完整',
    text: '会议链接以 # 和 22 个字母、数字、- 或 _ 结尾。其中一部分在途中丢失或被改动了。',
    advice: '请再要一次链接，并完整复制。',
  },
  over: {
    left: {
      title: '你已离开',
      text: '你的麦克风和摄像头已关闭，本次会议的密钥已从本页清除。',
      advice: '链接已不在地址栏，但可能留在浏览器的历史记录中。请在那里清除，或下次使用隐私窗口。',
    },
    removed: {
      title: '你被移出了',
      text: '会议里有人把你移出。从现在起说的话都用你没有的密钥加密。',
      advice: '如果是误会，请让他们再让你进入。',
    },
    denied: {
      title: '你未获准进入',
      text: '会议的主持人拒绝了。你没有听到或看到会议的任何内容，会议里的人也只知道你填写的名字。',
      advice: '如果是误会，请询问邀请你的人，然后再次打开你的链接。',
    },
    full: {
      title: '会议已满',
      text: '服务器不再接受更多人进入这场会议。',
      advice: '等有人离开后再试。',
    },
    replaced: {
      title: '已在别处继续',
      text: '你的另一个连接接管了你在会议中的位置。',
      advice: '请在那里继续，或从这里重新加入。',
    },
    version: {
      title: '本页已过时',
      text: '服务器使用的协议版本与本页不同。',
      advice: '请重新加载本页。',
    },
    protocol: {
      title: '服务器说了我们不明白的话',
      text: '它没有遵守协议，所以本页不再与它通信。',
      advice: '请重新加载本页。如果再次发生，请告诉服务器的运营者。',
    },
    core: {
      title: '加密没有启动',
      text: '本页负责加密的部分出了故障，因此不发送也不显示任何内容。',
      advice: '请重新加载本页。如果再次发生，请换一个浏览器。',
    },
    error: {
      title: '服务器断开了连接',
      text: '它报告了自身的错误。',
      advice: '请稍后重新加入。',
    },
  },
  joinAgain: '重新加入',
  reload: '重新加载本页',
  home: '回到首页',
};
