// Who gets in and who decides, as the page keeps it.
import { describe, expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster } from './fixtures';
import { type OverReason, hosts, isHost } from './state';
import { isMeant, mayJoin, update } from './update';

const knock = (connection: number) => ({ connection, name: 'Bo', invite: '' });
const meeting: readonly MeetingEvent[] = [
  { type: 'linkRead', link: 'secret' },
  { type: 'nameTyped', name: 'Ada' },
  { type: 'joinClicked' },
  { type: 'serverFound' },
  { type: 'joined' },
  roster(['Ada', 'Bo', 'Cy'], { hosts: [0, 2] }),
];

describe('on the way in', () => {
  test('a link that needs a passphrase lets no one try without', () => {
    const lobby = after([
      { type: 'linkRead', link: 'secret', needsPassphrase: true },
      { type: 'nameTyped', name: 'Ada' },
    ]);
    expect(mayJoin(lobby)).toBe(false);
    expect(update(lobby, { type: 'joinClicked' }).phase.type).toBe('lobby');
    expect(mayJoin(update(lobby, { type: 'passphraseTyped', passphrase: 'x' }))).toBe(true);
  });

  test('whoever starts a meeting may leave the passphrase out', () => {
    const lobby = after([
      { type: 'linkRead', link: 'secret', isNew: true },
      { type: 'nameTyped', name: 'Ada' },
    ]);
    expect(lobby.link).toEqual({ needsPassphrase: false, isNew: true, isForOne: false });
    expect(mayJoin(lobby)).toBe(true);
  });

  test('one who waits knows for whom, also when the server was lost meanwhile', () => {
    const waiting = after([...meeting.slice(0, 4), { type: 'waitingFor', hosts: ['Ada'] }]);
    expect(waiting).toMatchObject({ phase: { step: 'waiting' }, waitingFor: ['Ada'] });
    expect(update(waiting, { type: 'serverFound' }).phase).toEqual({ type: 'joining', step: 'waiting' });
    expect(update(waiting, { type: 'knockingLong' }).phase).toEqual({ type: 'joining', step: 'waiting' });
  });

  test('after a wrong passphrase another may be tried, and only another text', () => {
    const wrong = after([
      ...meeting.slice(0, 4),
      { type: 'passphraseTyped', passphrase: 'a' },
      { type: 'wrongPassphrase' },
    ]);
    expect(wrong).toMatchObject({ phase: { step: 'wrongPassphrase' }, passphrase: 'a', name: 'Ada' });
    expect(update(wrong, { type: 'passphraseRetried' }).phase).toEqual({ type: 'joining', step: 'connecting' });
    const empty = update(wrong, { type: 'passphraseTyped', passphrase: '' });
    expect(update(empty, { type: 'passphraseRetried' }).phase).toMatchObject({ step: 'wrongPassphrase' });
  });

});

describe('from the end', () => {
  const inside = meeting.slice(0, 5);
  const wayBack = (reason: OverReason, before: readonly MeetingEvent[] = inside) => {
    const { phase } = after([...before, { type: 'over', reason }]);
    return phase.type === 'over' ? phase.wayBack : undefined;
  };

  test('one comes in again by a click wherever one may, also after leaving', () => {
    for (const reason of ['left', 'removed', 'full', 'replaced', 'error'] as const) {
      expect(wayBack(reason), reason).toBe('lobby');
    }
    expect(after([...inside, { type: 'over', reason: 'left' }, { type: 'rejoin' }])).toMatchObject({ phase: { type: 'lobby' }, name: 'Ada' });
  });

  test('what this copy of the page cannot do, a fresh one may', () => {
    for (const reason of ['version', 'protocol', 'core'] as const) expect(wayBack(reason), reason).toBe('reload');
  });

  test('a no is not asked for once more by a click', () => {
    expect(wayBack('denied')).toBe('none');
  });

  test('an invite that let in lets in nobody again; one that did not, may', () => {
    const invited: MeetingEvent = { type: 'linkRead', link: 'secret', isForOne: true };
    expect(wayBack('left', [invited, { type: 'joined' }])).toBe('none');
    expect(wayBack('full', [invited])).toBe('lobby');
  });

  test('the link stays in the address bar unless somebody meant it to end', () => {
    const all = ['left', 'removed', 'denied', 'full', 'replaced', 'version', 'protocol', 'core', 'error'] as const;
    expect(all.filter(isMeant)).toEqual(['left', 'removed', 'denied']);
  });
});

describe('inside', () => {
  test('hosts, rules and odd names come with the roster', () => {
    const state = after([...meeting, roster(['Ada', 'Bo', 'Аda'], { hosts: [1], policy: { isLocked: true } })]);
    expect(isHost(state)).toBe(false);
    expect(hosts(state).map((host) => host.name)).toEqual(['Bo']);
    expect(state.policy.isLocked).toBe(true);
    expect(state.members.map((member) => member.warnings.length > 0)).toEqual([true, false, true]);
  });

  test('the door is what the worker says it is', () => {
    const state = after([...meeting, { type: 'knocks', waiting: [knock(7), knock(8)] }]);
    expect(update(state, { type: 'knocksAdmitted', connections: [7] })).toBe(state);
    expect(update(state, { type: 'knocks', waiting: [knock(8)] }).knocks).toEqual([knock(8)]);
  });

  test('silence ends with who was silent', () => {
    const state = after([...meeting, { type: 'silent', leaves: [1, 2] }]);
    expect(state.silent).toEqual([1, 2]);
    expect(update(state, roster(['Ada', 'Bo'])).silent).toEqual([1]);
  });

  test('the log only grows, and ends with the meeting', () => {
    const logged = (who: string, time: number): MeetingEvent => ({
      type: 'logged',
      time,
      entries: [{ epoch: 1, kind: 'left', who, by: '' }],
    });
    const state = after([...meeting, logged('Bo', 5), logged('Cy', 6)]);
    expect(state.log.map(({ who, time }) => [who, time])).toEqual([['Bo', 5], ['Cy', 6]]);
    expect(update(state, { type: 'knockingAgain' }).log).toEqual(state.log);
    expect(update(state, { type: 'over', reason: 'left' }).log).toEqual([]);
  });

  test('marks of having compared outlive a lost place, and end with the meeting', () => {
    const marked = after([...meeting, { type: 'compareToggled', leaf: 1, isCompared: true }]);
    const back = after([{ type: 'knockingAgain' }, { type: 'joined' }, roster(['Ada', 'Bo'])], marked);
    expect(back.compared).toEqual(marked.compared);
    expect(back.alarms).toEqual([]);
    const other = roster(['Ada', 'Bo']);
    if (other.type !== 'roster') throw new Error('no roster');
    const members = other.members.map((member) => ({ ...member, fingerprint: `0${member.fingerprint.slice(1)}` }));
    const swapped = after([{ type: 'knockingAgain' }, { type: 'joined' }, { ...other, members }], marked);
    expect(swapped.alarms).toMatchObject([{ cause: { kind: 'compared', who: 'Bo' } }]);
    expect(update(marked, { type: 'over', reason: 'left' }).compared).toEqual([]);
  });

  test('an alarm keeps its kind and whom it names', () => {
    const causes = [{ kind: 'inviteTwice', who: 'Cleo' }, { kind: 'page', trouble: 'noMedia' }] as const;
    const state = after(causes.map((cause) => ({ type: 'alarm', cause })));
    expect(state.alarms.map((alarm) => alarm.cause)).toEqual(causes);
  });
});
