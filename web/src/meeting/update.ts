// The only function that makes a new state. Pure: it opens no device and sends nothing.
import { assertNever } from '../base/assert_never';
import { nameWarnings, sendableName } from '../base/names';
import { type Loss, comparedLosses, isCompared, mark, readCode } from './compared';
import { stillLost, withLost, withoutLost } from './lost';
import { read, withConversation, withDoorPassed, withMembers } from './converse';
import type { MeetingEvent, WorldEvent } from './events';
import { withLook } from './quality';
import { hasShare } from './layout';
import { updateSetup } from './setup';
import { countBytesSent, updateShare } from './share';
import { sharerOf } from './sharing';
import { carry, countFrames, emptied, mergeSlots } from './slots';
import { afterTime, afterVoice, amongThese } from './speaker';
import {
  type Alarm,
  type AlarmCause,
  type Device,
  type DeviceKind,
  type LinkNeeds,
  type Member,
  type MeetingState,
  type OverReason,
  type Panel,
  type Phase,
  initialState,
  self,
} from './state';
import { afterView, keptView } from './view';

const nameCharactersMax = 60;
const passphraseCharactersMax = 200;
const alarmsMax = 4;

export function update(state: MeetingState, event: MeetingEvent): MeetingState {
  switch (event.type) {
    case 'refused':
      return { ...state, phase: { type: 'refused', reason: event.reason } };
    case 'linkRead':
      return { ...afterMeeting(state), phase: phaseForLink(event.link), link: needsOf(event) };
    case 'goHome':
      return { ...afterMeeting(state), phase: { type: 'landing' } };
    case 'rejoin':
      return { ...afterMeeting(state), phase: { type: 'lobby' } };
    case 'nameTyped':
      return { ...state, name: event.name.slice(0, nameCharactersMax) };
    case 'passphraseTyped':
      return { ...state, passphrase: event.passphrase.slice(0, passphraseCharactersMax) };
    case 'joinClicked':
      return mayJoin(state) ? { ...state, phase: { type: 'joining', step: 'connecting' } } : state;
    case 'passphraseRetried':
      return state.passphrase === '' ? state : { ...state, phase: { type: 'joining', step: 'connecting' } };
    case 'serverFound':
      return { ...state, server: 'online', phase: onward(state.phase) };
    case 'joined':
      return { ...state, phase: { type: 'meeting' }, panel: 'none' };
    case 'knockingAgain':
      return { ...knockAgain(state), phase: { type: 'joining', step: 'knocking' } };
    case 'knockingLong':
      return isKnocking(state) ? { ...state, phase: { type: 'joining', step: 'unheard' } } : state;
    case 'waitingFor':
      return { ...state, waitingFor: event.hosts, phase: { type: 'joining', step: 'waiting' } };
    case 'wrongPassphrase':
      return { ...knockAgain(state), phase: { type: 'joining', step: 'wrongPassphrase' } };
    case 'over':
      return { ...afterMeeting(state), phase: overPhase(state, event.reason) };
    case 'serverLink':
      return { ...state, server: event.link };
    case 'seen':
      return { ...state, seen: event.fields, statement: event.statement };
    case 'mediaPath':
      return { ...(event.path === 'connecting' ? onFreshPath(state) : state), media: event.path };
    case 'deviceOpening':
      return withDevice(state, event.device, { status: 'opening', problem: undefined });
    case 'deviceOpened':
      return withDevice(state, event.device, {
        status: 'open',
        track: event.track,
        chosenId: event.id,
        problem: undefined,
      });
    case 'deviceClosed':
      return withDevice(state, event.device, {
        status: 'closed',
        track: undefined,
        problem: event.problem,
      });
    case 'deviceTrouble':
      return withDevice(state, event.device, { problem: event.problem });
    case 'processingToggled':
    case 'pushToTalkToggled':
    case 'talkHeld':
    case 'checkClicked':
    case 'toneClicked':
    case 'speakerChosen':
    case 'checkChanged':
    case 'toneChanged':
    case 'speakersListed':
    case 'speakerFixed':
      return { ...state, setup: updateSetup(state.setup, event) };
    case 'devicesListed':
      return withDevice(state, event.device, { choices: event.choices });
    case 'roster':
      return withRoster(state, event);
    case 'knocks':
      return { ...state, knocks: event.waiting };
    case 'vanished':
      return withLost(state, event.connection);
    case 'placeGivenUp':
      return { ...state, lost: withoutLost(state.lost, event.connection) };
    case 'silent':
      return { ...state, silent: event.leaves };
    case 'logged':
      return { ...state, log: [...state.log, ...event.entries.map((entry) => ({ ...entry, time: event.time }))] };
    case 'invited':
      return { ...state, invites: [...state.invites, event.invite] };
    case 'compareToggled':
      return withCompared(state, event.leaf, event.isCompared);
    case 'scanStarted':
      return { ...state, scan: undefined };
    case 'codeScanned':
      return withScan(state, event.text);
    case 'memberSays':
      return withSays(state, event);
    case 'voiceHeard':
      return withTime({ ...state, speaker: afterVoice(state.speaker, event) }, event.time);
    case 'timeCame':
      return withTime(state, event.time);
    case 'slotsReady':
      return { ...state, slots: mergeSlots(state.slots, event.slots) };
    case 'slotCarries':
      return { ...state, slots: carry(state.slots, event) };
    case 'wished':
      return { ...state, wishes: event.wishes };
    case 'framesCounted':
      return { ...state, slots: countFrames(state.slots, event.received) };
    case 'statsRead':
      return withStats(state, event);
    case 'buildRead':
      return { ...state, build: event.build };
    case 'alarm':
      return withAlarm(state, event.cause);
    case 'alarmDismissed':
      return { ...state, alarms: state.alarms.filter((alarm) => alarm.id !== event.id) };
    case 'panelToggled':
      return withPanel(state, state.panel === event.panel ? 'none' : event.panel);
    case 'panelClosed':
      return { ...state, panel: 'none' };
    case 'linkCopied':
      return { ...state, isLinkCopied: event.isCopied };
    case 'inviteCopied':
      return { ...state, copiedInvite: event.link };
    case 'chimesToggled':
      return { ...state, hasChimes: !state.hasChimes };
    case 'fullScreenChanged':
      return { ...state, isFullScreen: event.isFullScreen };
    case 'viewportMeasured':
      return { ...state, viewport: event };
    case 'soundBlocked':
      return { ...state, isSoundBlocked: true };
    case 'soundClicked':
      return { ...state, isSoundBlocked: false };
    case 'arrangementToggled':
    case 'tilePinned':
    case 'selfHiddenToggled':
    case 'namesToggled':
    case 'namesHeld':
    case 'pageTurned':
    case 'themeChosen':
    case 'overlayToggled':
    case 'overlayClosed':
    case 'apartFound':
    case 'apartChanged':
      return { ...state, view: afterView(state.view, event, hasShare(state)) };
    case 'said':
    case 'momentPassed':
    case 'draftTyped':
    case 'replyChosen':
    case 'wordsSent':
    case 'reactionClicked':
    case 'handToggled':
    case 'pollMade':
    case 'voteClicked':
    case 'closePollClicked':
    case 'filesChosen':
    case 'withdrawFileClicked':
    case 'getFileClicked':
    case 'stopFileClicked':
    case 'fileCame':
    case 'fileHere':
    case 'fileFailed':
    case 'askClicked':
    case 'asked':
    case 'askAccepted':
    case 'askDeclined':
      return withConversation(state, event);
    case 'shareClicked':
    case 'shareModeChosen':
    case 'shareSoundToggled':
    case 'shareWholeClicked':
    case 'sharePickClicked':
    case 'shareWholeMeant':
    case 'shareConfirmed':
    case 'shareCancelled':
    case 'sharePauseClicked':
    case 'shareResumeClicked':
    case 'shareStopClicked':
    case 'screenImpossible':
    case 'screenPicking':
    case 'screenCaptured':
    case 'screenShown':
    case 'screenPaused':
    case 'screenHeld':
    case 'screenEnded':
      return { ...state, share: updateShare(state.share, event) };
    case 'startMeeting':
    case 'reloadClicked':
    case 'deviceToggled':
    case 'deviceChosen':
    case 'leaveClicked':
    case 'copyLinkClicked':
    case 'copyInviteClicked':
    case 'inspectClicked':
    case 'checkBuildClicked':
    case 'knocksAdmitted':
    case 'knocksDenied':
    case 'removeClicked':
    case 'hostClicked':
    case 'policyChanged':
    case 'changeLinkClicked':
    case 'inviteClicked':
    case 'fullScreenClicked':
    case 'apartClicked':
      return state; // main.ts acts; what comes of it is another event
    default:
      return assertNever(event);
  }
}

export function isNameGiven(state: MeetingState): boolean {
  return sendableName(state.name) !== '';
}

export function mayJoin(state: MeetingState): boolean {
  return isNameGiven(state) && (state.passphrase !== '' || !state.link.needsPassphrase);
}

function isKnocking({ phase }: MeetingState): boolean {
  return phase.type === 'joining' && phase.step === 'knocking';
}

/** What outlives a meeting: the name typed, the open devices and the window. */
function afterMeeting(state: MeetingState): MeetingState {
  const { name, devices, share, setup, viewport, isFullScreen, hasChimes, phase } = state;
  const view = keptView(state.view);
  return { ...initialState, phase, name, devices, share, setup, viewport, isFullScreen, hasChimes, view };
}

/** Of the same meeting, but from the door: what this person knows of it stays. */
function knockAgain(state: MeetingState): MeetingState {
  const { link, passphrase, log, invites, compared } = state;
  const comparedHere = state.members.filter((member) => isCompared(state, member));
  const comparedGone = [...state.comparedGone, ...comparedHere];
  const conversation = withDoorPassed(state.conversation, state.members);
  return { ...afterMeeting(state), link, passphrase, log, invites, compared, comparedGone, conversation };
}

function withPanel(state: MeetingState, panel: Panel): MeetingState {
  return { ...state, panel, conversation: panel === 'chat' ? read(state.conversation) : state.conversation };
}

/** Nothing is asked for, carried or counted on it yet. */
function onFreshPath(state: MeetingState): MeetingState {
  const { microphone, camera } = state.devices;
  const devices = { microphone: { ...microphone, bytesSent: 0 }, camera: { ...camera, bytesSent: 0 } };
  return { ...state, devices, share: { ...state.share, bytesSent: 0 }, slots: [], wishes: [] };
}

function needsOf(event: WorldEvent & { type: 'linkRead' }): LinkNeeds {
  const { needsPassphrase = false, isNew = false, isForOne = false } = event;
  return { needsPassphrase, isNew, isForOne };
}

function phaseForLink(link: 'empty' | 'secret' | 'malformed'): Phase {
  switch (link) {
    case 'empty':
      return { type: 'landing' };
    case 'secret':
      return { type: 'lobby' };
    case 'malformed':
      return { type: 'badLink' };
    default:
      return assertNever(link);
  }
}

/** Only another copy of this page may do better. */
const ofThisPage: readonly OverReason[] = ['version', 'protocol', 'core'];

/** A no is not asked for once more by a click, and an invite that let in lets in nobody again. */
function overPhase({ link, phase }: MeetingState, reason: OverReason): Phase {
  const isSpent = link.isForOne && phase.type === 'meeting';
  if (reason === 'denied' || isSpent) return { type: 'over', reason, wayBack: 'none' };
  return { type: 'over', reason, wayBack: ofThisPage.includes(reason) ? 'reload' : 'lobby' };
}

/** Ended by somebody's will: the link does not stay in the address bar. */
export function isMeant(reason: OverReason): boolean {
  return reason === 'left' || reason === 'removed' || reason === 'denied';
}

function onward(phase: Phase): Phase {
  const isConnecting = phase.type === 'joining' && phase.step === 'connecting';
  return isConnecting ? { type: 'joining', step: 'knocking' } : phase;
}

function withDevice(state: MeetingState, kind: DeviceKind, change: Partial<Device>): MeetingState {
  return { ...state, devices: { ...state.devices, [kind]: { ...state.devices[kind], ...change } } };
}

function withMember(state: MeetingState, leaf: number, change: Partial<Member>): MeetingState {
  const members = state.members.map((member) =>
    member.leaf === leaf ? { ...member, ...change } : member,
  );
  return { ...state, members };
}

/** A screen that begins to be shown takes the stage, whatever was there. */
function withSays(state: MeetingState, { leaf, says }: WorldEvent & { type: 'memberSays' }): MeetingState {
  const before = state.members.find((member) => member.leaf === leaf)?.says;
  const isNewShare = says.screen && before?.screen !== true;
  const view = isNewShare ? { ...state.view, isShareSmall: false, page: 0 } : state.view;
  return withSharer(withMember({ ...state, view }, leaf, { says }));
}

function withTime(state: MeetingState, time: number): MeetingState {
  return { ...state, speaker: afterTime(state.speaker, time, self(state)?.leaf) };
}

/** A leaf may be given to somebody else in a later epoch: what it said goes with its connection. */
function withRoster(state: MeetingState, event: WorldEvent & { type: 'roster' }): MeetingState {
  const before = new Map(state.members.map((member) => [member.leaf, member]));
  const members = event.members.map((member) => {
    const old = before.get(member.leaf);
    const isSame = old?.connection === member.connection && old.name === member.name;
    const others = event.members.filter((other) => other !== member).map((other) => other.name);
    const warnings = nameWarnings(member.name, others);
    return { ...member, warnings, says: isSame ? old.says : undefined };
  });
  const present = new Set(members.map((member) => member.leaf));
  const slots = state.slots.map((slot) =>
    slot.leaf === undefined || present.has(slot.leaf) ? slot : emptied(slot),
  );
  const { epoch, safetyCode, safetyWords, policy } = event;
  const { marks, losses } = comparedLosses(state, state.members, members);
  const silent = state.silent.filter((leaf) => present.has(leaf));
  const speaker = amongThese(state.speaker, staying(before, members));
  const conversation = withMembers(state.conversation, members, policy);
  const lost = stillLost(state.lost, state.members, members);
  const derived = { ...marks, lost, speaker, conversation, members, slots, silent };
  const next = { ...state, ...derived, epoch, safetyCode, safetyWords, policy };
  return losses.reduce(withLoss, withSharer(next));
}

function withSharer(state: MeetingState): MeetingState {
  return { ...state, shownSharer: sharerOf(state)?.leaf };
}

/** Leaves that belong to whom they belonged to before. */
function staying(before: ReadonlyMap<number, Member>, members: readonly Member[]): ReadonlySet<number> {
  const same = members.filter((member) => before.get(member.leaf)?.connection === member.connection);
  return new Set(same.map((member) => member.leaf));
}

function withCompared(state: MeetingState, leaf: number, isCompared: boolean): MeetingState {
  const member = state.members.find((candidate) => candidate.leaf === leaf);
  if (member === undefined) return state;
  return { ...state, ...mark(state, member, isCompared) };
}

function withScan(state: MeetingState, text: string): MeetingState {
  const scan = readCode(text, state.members, state.safetyCode);
  const person = state.members.find((member) => member.fingerprint === scan.fingerprint);
  const marks = scan.outcome === 'marked' && person !== undefined ? mark(state, person, true) : {};
  return { ...state, ...marks, scan };
}

function withLoss(state: MeetingState, loss: Loss): MeetingState {
  return withAlarm(state, { kind: 'compared', ...loss });
}

function withStats(state: MeetingState, event: WorldEvent & { type: 'statsRead' }): MeetingState {
  const rows = new Map(event.look.received.map((row) => [row.mid, row]));
  const slots = state.slots.map((slot) => {
    const { framesDecoded, samplesReceived } = rows.get(slot.mid) ?? slot;
    return { ...slot, framesDecoded, samplesReceived };
  });
  const devices = {
    microphone: afterSending(state.devices.microphone, event.sent.microphone),
    camera: afterSending(state.devices.camera, event.sent.camera),
  };
  return {
    ...state,
    slots,
    devices,
    share: countBytesSent(state.share, event.sent.screen),
    hop: event.hop,
    quality: withLook(state.quality, event.look),
  };
}

function afterSending(device: Device, bytesSent: number): Device {
  return { ...device, bytesSent, isSending: bytesSent > device.bytesSent };
}

function withAlarm(state: MeetingState, cause: AlarmCause): MeetingState {
  const isSame = (alarm: Alarm) => JSON.stringify(alarm.cause) === JSON.stringify(cause);
  if (state.alarms.some(isSame)) return state;
  const id = Math.max(0, ...state.alarms.map((alarm) => alarm.id)) + 1;
  return { ...state, alarms: [...state.alarms, { id, cause }].slice(-alarmsMax) };
}
