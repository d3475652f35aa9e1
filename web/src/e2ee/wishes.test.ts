// What the page wants of the core and what the core tells the page, over a core that only listens.
import { expect, test } from 'vitest';
import { Core, CoreError, type ErrorCode } from './core';
import type { CoreEvent } from './core_events';
import type { KeyMessage, WorkerMessage } from './messages';
import { Participant } from './participant';

type Call = readonly [string, ...unknown[]];

function setUp(answer: (name: string) => readonly CoreEvent[] = () => []) {
  const calls: Call[] = [];
  const listen = (name: string) => (...values: unknown[]) => {
    calls.push([name, ...values.slice(0, -1)]); // without the moment
    return answer(name);
  };
  const verbs = ['receive', 'wake', 'say', 'admit', 'deny', 'remove', 'changePolicy', 'setHost', 'changeLink', 'invite'];
  const core = Object.assign(Object.create(Core.prototype) as Core, {
    ...Object.fromEntries(verbs.map((verb) => [verb, listen(verb)])),
    open: (...values: unknown[]) => {
      calls.push(['open', ...values.slice(0, 3)]);
      answer('open');
      return 'meeting-id';
    },
    leave: () => calls.push(['leave']),
    liveEpochs: () => [],
    nextWake: () => Infinity,
  });
  const posted: WorkerMessage[] = [];
  const participant = new Participant(core, {
    now: () => 1_000_000,
    unixSeconds: () => 1_800_000_000,
    post: (message) => posted.push(message),
  });
  return { participant, calls, posted };
}

function fail(code: ErrorCode) {
  return (): never => {
    throw new CoreError(code, 'only a host may');
  };
}

/** What the page hears of one event of the core. */
function heard(event: CoreEvent): readonly WorkerMessage[] {
  const { participant, posted } = setUp((name) => (name === 'receive' ? [event] : []));
  participant.receive({ type: 'fromServer', message: { type: 'created' } });
  return posted;
}

test('the passphrase goes to the core with the link and the name', () => {
  const { participant, calls, posted } = setUp();
  participant.receive({ type: 'start', secret: 'S~p', name: 'Ada', passphrase: 'mellon' });
  expect(calls).toEqual([['open', 'S~p', 'Ada', 'mellon']]);
  expect(posted).toEqual([{ type: 'ready', meetingId: 'meeting-id' }]);
});

test('a link of no form is told as such, and is the end', () => {
  const { participant, posted } = setUp(fail('malformed'));
  participant.receive({ type: 'start', secret: 'S', name: 'Ada', passphrase: '' });
  expect(posted).toMatchObject([{ type: 'failed', reason: 'link' }]);
});

test('each wish of a host reaches the core', () => {
  const change = { field: 'isLocked', value: true } as const;
  const wishes: readonly [KeyMessage, readonly Call[]][] = [
    [{ type: 'admit', connections: [7, 8] }, [['admit', 7], ['admit', 8]]],
    [{ type: 'deny', connections: [7] }, [['deny', 7]]],
    [{ type: 'remove', leaf: 3, doesChangeLink: true }, [['remove', 3, true]]],
    [{ type: 'changePolicy', change }, [['changePolicy', change]]],
    [{ type: 'setHost', leaf: 3, isHost: false }, [['setHost', 3, false]]],
    [{ type: 'changeLink' }, [['changeLink']]],
    [{ type: 'invite', label: 'Cleo' }, [['invite', 'Cleo']]],
  ];
  for (const [message, expected] of wishes) {
    const { participant, calls } = setUp();
    participant.receive(message);
    expect(calls).toEqual(expected);
  }
});

test('a wish that is refused is an alarm, and the worker goes on', () => {
  const { participant, posted, calls } = setUp((name) => (name === 'changeLink' ? fail('refused')() : []));
  participant.receive({ type: 'changeLink' });
  expect(posted).toEqual([{ type: 'wishRefused', reason: 'refused' }]);
  participant.receive({ type: 'invite', label: 'Cleo' });
  expect(calls.at(-1)).toEqual(['invite', 'Cleo']);
});

test('one knock that is gone does not keep the others out', () => {
  let count = 0;
  const { participant, calls, posted } = setUp(() => ((count += 1) === 1 ? fail('notFound')() : []));
  participant.receive({ type: 'admit', connections: [7, 8] });
  expect(calls).toEqual([['admit', 7], ['admit', 8]]);
  expect(posted).toMatchObject([{ type: 'wishRefused', reason: 'notFound' }]);
});

test('a mistake of our own in a wish is the end', () => {
  const { participant, posted } = setUp(fail('internal'));
  participant.receive({ type: 'changeLink' });
  expect(posted).toMatchObject([{ type: 'failed', reason: 'internal' }]);
});

test('the door, the log, silence and links are told as they are', () => {
  const waiting = [{ connection: 7, name: 'Bo', invite: '' }];
  expect(heard({ type: 'knocksChanged', waiting })).toEqual([{ type: 'knocks', waiting }]);
  const entries = [{ epoch: 1, kind: 'left', who: 'Bo', by: '' } as const];
  expect(heard({ type: 'logged', entries })).toEqual([{ type: 'log', entries }]);
  expect(heard({ type: 'silentChanged', leaves: [2] })).toEqual([{ type: 'silent', leaves: [2] }]);
  const same: readonly (CoreEvent & WorkerMessage)[] = [
    { type: 'waiting', hosts: ['Ada'] },
    { type: 'denied' },
    { type: 'wrongPassphrase' },
    { type: 'linkChanged', secret: 'S.C' },
    { type: 'invited', secret: 'i.M.I', label: 'Cleo' },
  ];
  for (const event of same) expect(heard(event)).toEqual([event]);
});

test('an alarm names whom it is about', () => {
  const kinds = ['policy', 'inviteTwice', 'passphrase', 'disagreement'] as const;
  for (const kind of kinds) {
    const alarm = { type: 'alarm', kind, who: 'Mallory' } as const;
    expect(heard(alarm)).toEqual([alarm]);
  }
});

test('a newcomer is muted by the worker itself, until the page closed the microphone', () => {
  const policy = {
    isLocked: false,
    hasWaitingRoom: true,
    doNewcomersEnterMuted: true,
    isRecordingAllowed: false,
    permissions: { share: 'everyone', chat: 'everyone', reactions: 'everyone', files: 'everyone' },
    linkExpires: 0,
  } as const;
  const person = { connection: 1, name: 'Ada', isSelf: false, isHost: false, fingerprint: '' };
  const epochOf = (people: number): CoreEvent => ({
    type: 'epochChanged',
    epoch: 1,
    safetyCode: '',
    safetyWords: [],
    policy,
    roster: Array.from({ length: people }, (_, leaf) => ({ ...person, leaf })),
  });
  const enter = (people: number) => {
    const events: readonly CoreEvent[] = [{ type: 'joined', leaf: 0 }, epochOf(people)];
    const { participant } = setUp((name) => (name === 'receive' ? events : []));
    participant.receive({ type: 'fromServer', message: { type: 'created' } });
    return participant;
  };
  const closed = { camera: false, screen: false, isScreenPaused: false, isHandRaised: false };
  const say = (microphone: boolean): KeyMessage => ({
    type: 'say',
    state: { ...closed, microphone, camera: true },
  });
  const newcomer = enter(2);
  newcomer.receive(say(true));
  expect(newcomer.framesToSend('microphone')).toBeUndefined();
  expect(newcomer.framesToSend('camera')).toBeDefined();
  newcomer.receive(say(false));
  newcomer.receive(say(true));
  expect(newcomer.framesToSend('microphone')).toBeDefined();
  expect(enter(1).framesToSend('microphone')).toBeDefined();
});
