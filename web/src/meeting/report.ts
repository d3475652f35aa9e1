// What a person may send to whoever runs the server, or to us, when something does not work. It is
// counts, states and rates; nobody's name, no link, no address, no code and no key. The person reads
// it before copying it, so it is short and in plain lines. English, since engineers read it.
import { type Sample, ownCause } from './quality';
import type { Device, MeetingState } from './state';

export interface Machine {
  readonly browser: string;
  readonly cores: number;
}

const samplesShown = 10;

export function report(state: MeetingState, machine: Machine): string {
  const { phase, server, media, hop, build, epoch, members, policy, slots, alarms, quality, devices, seen, statement } = state;
  return [
    'Conclave, a problem report',
    `browser: ${machine.browser}, ${machine.cores} cores`,
    `page: ${'hash' in build ? `${build.type} ${build.hash}` : build.type}`,
    `phase: ${phase.type}${'step' in phase ? ` ${phase.step}` : ''}${'reason' in phase ? ` ${phase.reason}` : ''}`,
    `server: ${server}; media path: ${media} ${hop.protocol}`,
    `hop: ${[hop.dtlsVersion, hop.dtlsCipher, hop.srtpCipher].join(' ')}`,
    `group: epoch ${epoch}, ${members.length} people, ${policy.isLocked ? 'locked' : 'open'}, ` +
      `${policy.hasWaitingRoom ? 'waiting room' : 'no waiting room'}, ${state.silent.length} silent`,
    `microphone: ${deviceText(devices.microphone)}; camera: ${deviceText(devices.camera)}`,
    `slots: ${slots.length}, carrying ${slots.filter((slot) => slot.leaf !== undefined).length}, ` +
      `opening ${slots.filter((slot) => slot.health === 'sealed').length}, ` +
      `shut ${slots.filter((slot) => slot.health === 'shut').length}`,
    `logging: ${seen.find(({ name }) => name === 'logging')?.value ?? 'not asked'}, ${statement?.standing ?? 'no statement'}`,
    `alarms: ${alarms.map((alarm) => alarm.cause.kind).join(', ') || 'none'}`,
    `verdict: ${ownCause(quality)}, encoder held back by: ${quality.last?.sent.limitation ?? 'unknown'}`,
    'out kbit/s, in kbit/s, loss out %, loss in %, round trip ms:',
    ...quality.samples.slice(-samplesShown).map(sampleText),
    ...quality.streams.map(
      ({ mid, height, framesPerSecond, lossRate, concealedRate }) =>
        `slot ${mid}: ${height} px, ${framesPerSecond.toFixed(0)} frames/s, loss ${percent(lossRate)}, concealed ${percent(concealedRate)}`,
    ),
  ].join('\n');
}

function deviceText({ status, problem, isSending }: Device): string {
  return [status, ...(isSending ? ['sending'] : []), ...(problem === undefined ? [] : [problem])].join(' ');
}

function sampleText({ sentKbps, receivedKbps, sentLoss, receivedLoss, roundTripMs }: Sample): string {
  const roundTrip = roundTripMs === undefined ? '?' : roundTripMs.toFixed(0);
  return `  ${sentKbps.toFixed(0)}, ${receivedKbps.toFixed(0)}, ${percent(sentLoss)}, ${percent(receivedLoss)}, ${roundTrip}`;
}

const percent = (rate: number) => (rate * 100).toFixed(1);
