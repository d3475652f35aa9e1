import type { Area } from '../area';
import { features, permissions } from './rules';

export const log: Area<'log'> = {
  title: '发生了什么',
  about: '依据会议的密钥和本设备的时钟。名字由各人自己选择。你离开后记录即消失。',
  empty: '暂无。',
  started: (who) => `${who}发起了会议。`,
  here: (who) => `你来时${who}已在这里。`,
  admitted: (who, by) => `${by}让${who}进入。`,
  cameByLink: (who) => `${who}通过链接进入。`,
  left: (who) => `${who}离开了。`,
  silenced: (who) => `${who}被移出：太久没有消息。`,
  removed: (who, by) => `${by}移出了${who}。`,
  hostNamed: (who, by) => `${by}将${who}设为主持人。`,
  hostUnnamed: (who, by) => `${by}取消了${who}的主持人身份。`,
  steppedDown: (who) => `${who}不再担任主持人。`,
  hostSucceeded: (who) => `已没有主持人，于是${who}成为主持人。`,
  keysRenewed: (names) => `${names}更新了密钥。`,
  linkChanged: (by) => `${by}更换了链接。旧链接不再让人进入。`,
  inviteMade: (who, by) => `${by}为${who}创建了邀请。`,
  inviteUsed: (who, invite) => `${who}持给${invite}的邀请进入。`,
  refused: (who) => `${who}试图做规则不允许的更改。没有生效。`,
  rulesChanged: (by) => `${by}更改了规则。`,
  switches: {
    isLocked: (by, isOn) => (isOn ? `${by}锁定了会议。` : `${by}解锁了会议。`),
    hasWaitingRoom: (by, isOn) =>
      isOn ? `${by}开启了等候室：由主持人准入。` : `${by}关闭了等候室：有链接即可进入。`,
    doNewcomersEnterMuted: (by, isOn) => (isOn ? `${by}让新来的人静音进入。` : `${by}让新来的人不静音进入。`),
    isRecordingAllowed: (by, isOn) => (isOn ? `${by}允许了录制。` : `${by}请大家不要录制。`),
  },
  linkLasts: (by) => `${by}让链接在会议期间一直有效。`,
  linkExpires: (by, moment) => `${by}让链接在 ${moment} 失效。`,
  permission: (by, feature, permission) => `${by}更改了谁可以${features[feature]}：${permissions[permission]}。`,
};
