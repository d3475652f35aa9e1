import type { Area } from '../area';

export const notices: Area<'notices'> = {
  lost: '连接中断。正在恢复…',
  unreachable: '服务器没有回应。请检查网络。本页会不断重试；你的位置可能会丢失。',
  interrupted: '声音和画面中断。正在重新连接…',
  notYet: '声音和画面尚未连接。',
  soundBlocked: '浏览器拦住了声音。',
  letPlay: '允许播放',
  dismiss: '关闭',
  alarms: {
    forged: '收到一条不可能出自本次会议任何人的消息。已忽略。',
    replayed: '一条旧消息被再次发送。已忽略。',
    disagreement: (who) =>
      who === ''
        ? '这里的密钥与其他人的不再一致。请离开并重新加入。'
        : `这里的密钥与${who}的不再一致。服务器可能在向你们展示不同的会议。`,
    policy: (who) => `${who || '有人'}试图做本次会议规则不允许的事。没有生效。`,
    inviteTwice: (who) => `给${who}的邀请被用了两次。第二个人未获准进入。`,
    passphrase: (who) =>
      who === '' ? '有个拿到链接的人试了错误的口令。' : `有个自称${who}的人试了错误的口令。`,
    otherKeys: (who) => `你曾与之比对安全码的${who}现在换了密钥。那个位置上可能是别人：信任之前请重新比对。`,
    otherPerson: (who) =>
      `你曾与之比对安全码的${who}已离开，又有同名的人带着别的密钥进来。重新加入时会这样，别人冒用名字时也会这样：请重新比对。`,
  },
  wishes: {
    refused: '本次会议的规则不允许你这样做。',
    notFound: '那个人已不在这里。',
    limit: '一次太多了。请稍后再试。',
    notYet: '会议的密钥正在更换。请稍后再试。',
    impossible: '无法做到。',
  },
  troubles: {
    linkNotCopied: '无法复制链接。请从地址栏复制。',
    inviteNotCopied: '无法复制邀请。请选中后手动复制。',
    noFullScreen: '此浏览器在这里不允许全屏。',
    notApart: '此浏览器在这里无法打开小窗口。',
    fileEmpty: '没有内容的文件无法提供。',
    fileLarge: '这个文件太大：会议最多能传 32 MB。',
    fileUnreadable: '你提供的一个文件在本设备上已无法读取，已收回。',
    noMedia: '无法与这台服务器建立声音和画面。请离开并重新加入。',
  },
};
