// Connects the rooms: what a person does goes to devices and call, what comes of it into the state,
// and the state to the page. Nothing is kept but in this page's memory.
import './ui/look/index.css';
import { effect, signal } from '@preact/signals';
import { h, render } from 'preact';
import { newLink } from './base/link';
import { sendableName } from './base/names';
import { ApartWindow } from './main/apart';
import { checkBuild, fetchOwn } from './main/build_check';
import { Call } from './main/call';
import { sendScreen } from './main/call_media';
import { playChime } from './main/chimes';
import { hostWish } from './main/host_wishes';
import { KeyWorker } from './main/key_worker';
import { LocalDevices } from './main/local_devices';
import { LocalShare } from './main/local_share';
import { OwnLink } from './main/own_link';
import { SoundChecks } from './main/sound_checks';
import { StageClock } from './main/stage_clock';
import { wordsOf } from './main/words';
import { canCapture } from './media/screen';
import { canChooseSpeaker } from './media/sound_check';
import { findLack } from './media/support';
import { VoiceMeter } from './media/voice';
import { answerTo } from './meeting/asks';
import { chimeFor } from './meeting/chimes';
import type { AskKind } from './meeting/conversation_events';
import type { MeetingEvent, UserEvent, WorldEvent } from './meeting/events';
import { mayI } from './meeting/permissions';
import { saysShare } from './meeting/share';
import { type DeviceKind, type MeetingState, type PageTrouble, initialState, self } from './meeting/state';
import { isMeant, mayJoin, update } from './meeting/update';
import { preferredLanguage, productName, speak, words } from './text/catalogue';
import { App } from './ui/app';
import { markLanguage } from './ui/language';
import { markTheme } from './ui/theme';

const state = signal(initialState);
let call: Call | undefined;
let keys: KeyWorker | undefined; // started in the lobby, so that joining does not wait for it

const ownLink = new OwnLink();
const voice = new VoiceMeter(ownVoice);
const devices = new LocalDevices({ emit, processing: () => state.value.setup.processing, onTrack });

const soundChecks = new SoundChecks(emit);
const stageClock = new StageClock(apply);
const apart = new ApartWindow({ state, send, onChange: (isApart) => apply({ type: 'apartChanged', isApart }) });
const share = new LocalShare({
  emit,
  onTracks: (tracks) => call?.setScreen(tracks),
  toWorker: (message) => call?.wish(message),
});

const copiedMs = 2_500; // how long a button says that it copied

function apply(event: MeetingEvent): void {
  const before = state.value;
  state.value = update(before, event);
  stageClock.follow(before, state.value);
  if (state.value.speaker.leaf !== before.speaker.leaf) call?.tilesMoved();
  const chime = chimeFor(before, state.value);
  if (chime !== undefined) playChime(chime);
  if (isHandRaised(before) !== isHandRaised(state.value)) sayDevices();
}

function onTrack(kind: DeviceKind, track: MediaStreamTrack | null): void {
  call?.setTrack(kind, track);
  if (kind === 'microphone') voice.listen(track);
}

/** For the others, sealed inside the sound; and for one's own tile. */
function ownVoice(isSpeaking: boolean): void {
  call?.wish({ type: 'speaking', isSpeaking });
  const leaf = self(state.value)?.leaf;
  if (leaf !== undefined) emit({ type: 'voiceHeard', leaf, isSpeaking, time: performance.now() });
}

/** Something happened. */
function emit(event: WorldEvent): void {
  apply(event);
  if (isNews(event)) sayDevices();
  if (event.type === 'roster' && !mayI(state.value, 'share')) share.stop('rules');
  if (event.type === 'over') afterCall();
  if (event.type === 'wrongPassphrase') call = undefined;
}

/** What the others are told at once. */
function isNews({ type }: WorldEvent): boolean {
  const isOfShare = type === 'screenShown' || type === 'screenPaused' || type === 'screenHeld' || type === 'screenEnded';
  return isOfShare || type === 'deviceOpened' || type === 'deviceClosed';
}

/** A person did something. */
function send(event: UserEvent): void {
  const before = state.value;
  apply(event);
  share.clicked(event, before);
  switch (event.type) {
    case 'startMeeting':
      return startMeeting();
    case 'goHome':
      return goHome();
    case 'rejoin':
      return comeBack();
    case 'reloadClicked':
      return location.reload();
    case 'deviceToggled':
      return devices.toggle(event.device);
    case 'deviceChosen':
      return devices.choose(event.device, event.id);
    case 'processingToggled':
      return devices.process();
    case 'talkHeld':
      return devices.hold(event.isHeld);
    case 'checkClicked':
      return void soundChecks.check(devices.track('microphone'), state.value.setup.speaker);
    case 'toneClicked':
      return void soundChecks.tone(state.value.setup.speaker);
    case 'joinClicked':
      return mayJoin(before) ? join() : undefined;
    case 'passphraseRetried':
      return before.passphrase === '' ? undefined : join();
    case 'leaveClicked':
      return leave();
    case 'copyLinkClicked':
      return void copyLink();
    case 'copyInviteClicked':
      return void copyInvite(event.link);
    case 'inspectClicked':
      return call?.inspect();
    case 'checkBuildClicked':
      return void checkPage();
    case 'fullScreenClicked':
      return void toggleFullScreen();
    case 'apartClicked':
      return void apart.toggle().catch(() => emit({ type: 'alarm', cause: { kind: 'page', trouble: 'notApart' } }));
    case 'filesChosen':
      return call?.talk.offer(event.files);
    case 'getFileClicked':
      return call?.talk.get(event.file);
    case 'askAccepted':
      return doAsked(event.what);
    case 'askClicked':
      return ask(event, before);
    case 'viewportMeasured':
    case 'arrangementToggled':
    case 'tilePinned':
    case 'selfHiddenToggled':
    case 'pageTurned':
      return call?.tilesMoved();
    default:
      return wish(event, before);
  }
}

/** A host's wish and words to the others go to the worker; for the rest the state is all there is to change. */
function wish(event: UserEvent, before: MeetingState): void {
  const message = hostWish(event) ?? wordsOf(event, before);
  if (message !== undefined) call?.wish(message);
}

/** What a host asked for is what this person's own button does. */
function doAsked(what: AskKind): void {
  const event = answerTo(state.value, what);
  if (event !== undefined) send(event);
}

function ask(event: UserEvent & { type: 'askClicked' }, before: MeetingState): void {
  wish(event, before);
  emit({ type: 'asked', ask: event });
  setTimeout(() => emit({ type: 'asked' }), copiedMs);
}

function startMeeting(): void {
  ownLink.keep(newLink(false));
  readLink(true);
}

function readLink(isNew = false): void {
  const link = ownLink.read();
  const needsPassphrase = link.type === 'secret' && link.needsPassphrase;
  emit({ type: 'linkRead', link: link.type, needsPassphrase, isNew, isForOne: ownLink.isForOne() });
  if (link.type === 'secret') keys ??= new KeyWorker();
}

function comeBack(): void {
  ownLink.comeBack();
  readLink();
}

function goHome(): void {
  ownLink.forget(true);
  devices.closeAll();
}

function join(): void {
  markLink();
  const link = ownLink.read();
  if (link.type !== 'secret') return readLink();
  if (link.needsPassphrase && state.value.passphrase === '') return emit({ type: 'wrongPassphrase' });
  call = new Call({
    keys: keys ?? new KeyWorker(),
    secret: link.secret,
    name: sendableName(state.value.name),
    passphrase: state.value.passphrase,
    emit,
    state: () => state.value,
    onEnterMuted: () => devices.muteAtEntry(),
    onScreenHeld: () => share.hold(),
    onLost: () => share.stop(),
    onLinkChanged: (secret) => ownLink.learn(secret),
    sendTracks: (session) =>
      Promise.all([
        ...(['microphone', 'camera'] as const).map((kind) => session.setTrack(kind, devices.track(kind))),
        sendScreen(session, share.tracks),
      ]),
  });
  keys = undefined; // the call's own now
  sayDevices();
}

function markLink(): void {
  const isNeeded = state.value.passphrase !== '';
  if (isNeeded || state.value.link.isNew) ownLink.mark(isNeeded);
}

function leave(): void {
  share.stop();
  call?.leave();
  emit({ type: 'over', reason: 'left' });
}

function afterCall(): void {
  share.stop();
  call = undefined;
  apart.close();
  devices.closeAll();
  const { phase } = state.value;
  if (phase.type === 'over' && isMeant(phase.reason)) ownLink.forget(phase.wayBack !== 'lobby');
}

function sayDevices(): void {
  const isOpen = (kind: DeviceKind) => devices.track(kind) !== null;
  call?.say({
    microphone: isOpen('microphone'),
    camera: isOpen('camera'),
    ...saysShare(state.value.share),
    isHandRaised: isHandRaised(state.value),
  });
}

function isHandRaised({ conversation }: MeetingState): boolean {
  return conversation.isHandRaised;
}

async function copyLink(): Promise<void> {
  if (!(await copy(ownLink.address(), 'linkNotCopied'))) return;
  emit({ type: 'linkCopied', isCopied: true });
  setTimeout(() => emit({ type: 'linkCopied', isCopied: false }), copiedMs);
}

async function copyInvite(link: string): Promise<void> {
  if (!(await copy(link, 'inviteNotCopied'))) return;
  emit({ type: 'inviteCopied', link });
  setTimeout(() => emit({ type: 'inviteCopied', link: '' }), copiedMs);
}

async function copy(text: string, trouble: PageTrouble): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    emit({ type: 'alarm', cause: { kind: 'page', trouble } });
    return false;
  }
}

async function checkPage(): Promise<void> {
  emit({ type: 'buildRead', build: { type: 'checking' } });
  emit({ type: 'buildRead', build: await checkBuild(fetchOwn) });
}

async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    emit({ type: 'alarm', cause: { kind: 'page', trouble: 'noFullScreen' } });
  }
}

function linkChanged(): void {
  if (call === undefined) readLink();
}

/** Where the browser tells the kind of network: https://wicg.github.io/netinfo/ tells also of mere changes of speed. */
function watchNetwork(onChange: () => void): void {
  const { connection } = navigator as Navigator & { readonly connection?: EventTarget & { readonly type?: string } };
  let type = connection?.type;
  connection?.addEventListener('change', () => {
    if (connection.type === type) return;
    type = connection.type;
    onChange();
  });
}

function listenToTheWindow(): void {
  window.addEventListener('hashchange', linkChanged);
  window.addEventListener('pagehide', () => {
    share.stop();
    call?.leave();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload(); // brought back after its goodbye: begin anew
  });
  window.addEventListener('online', () => call?.networkChanged());
  watchNetwork(() => call?.networkChanged());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') call?.probe();
  });
  document.addEventListener('fullscreenchange', () => {
    emit({ type: 'fullScreenChanged', isFullScreen: document.fullscreenElement !== null });
  });
}

function begin(): void {
  const lack = findLack();
  if (lack !== undefined) emit({ type: 'refused', reason: lack });
  else {
    if (!canChooseSpeaker()) emit({ type: 'speakerFixed' });
    if (!canCapture()) emit({ type: 'screenImpossible' });
    listenToTheWindow();
    readLink();
  }
  if (ApartWindow.isPossible()) apply({ type: 'apartFound' });
  effect(() => markTheme(document.documentElement, state.value.view.theme));
  effect(() => markLanguage(document.documentElement));
  const root = document.getElementById('app');
  const draw = () => root && render(h(App, { state, send }), root);
  // Drawn once, in the right language; in English if its words do not come.
  void speak(preferredLanguage(navigator.languages), navigator.languages).then(draw, draw);
  effect(() => {
    const isInMeeting = state.value.phase.type === 'meeting';
    document.title = isInMeeting ? `${words().room.title} · ${productName}` : productName;
  });
}

begin();
