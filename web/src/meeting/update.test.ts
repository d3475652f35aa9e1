import { expect, test } from 'vitest';
import type { MeetingEvent } from './events';
import { after, roster, says, slotsReady } from './fixtures';
import { type Statement, initialState, isLit, self } from './state';
import { update } from './update';

const track = {} as MediaStreamTrack;
const meeting: readonly MeetingEvent[] = [
  { type: 'linkRead', link: 'secret' },
  { type: 'nameTyped', name: 'Ada' },
  { type: 'joinClicked' },
  { type: 'serverFound' },
  { type: 'joined' },
  roster(['Ada', 'Bo', 'Cy']),
  slotsReady(track),
];

test('a link leads to the lobby, no link to the front door, a broken one to its sentence', () => {
  expect(after([{ type: 'linkRead', link: 'secret' }]).phase.type).toBe('lobby');
  expect(after([{ type: 'linkRead', link: 'empty' }]).phase.type).toBe('landing');
  expect(after([{ type: 'linkRead', link: 'malformed' }]).phase.type).toBe('badLink');
});

test('nobody joins without a name', () => {
  const lobby = after([{ type: 'linkRead', link: 'secret' }, { type: 'nameTyped', name: '  ' }]);
  expect(update(lobby, { type: 'joinClicked' }).phase.type).toBe('lobby');
});

test('joining goes by way of the server to the meeting', () => {
  expect(after(meeting.slice(0, 3)).phase).toEqual({ type: 'joining', step: 'connecting' });
  expect(after(meeting.slice(0, 4)).phase).toEqual({ type: 'joining', step: 'knocking' });
  expect(after(meeting.slice(0, 5)).phase).toEqual({ type: 'meeting' });
});

test('a long knock says that it waits, and only while it knocks', () => {
  const long: MeetingEvent = { type: 'knockingLong' };
  expect(after([...meeting.slice(0, 4), long]).phase).toEqual({ type: 'joining', step: 'unheard' });
  expect(after([...meeting.slice(0, 3), long]).phase).toEqual({ type: 'joining', step: 'connecting' });
  expect(after([...meeting, long]).phase).toEqual({ type: 'meeting' });
});

test('a lost server does not end a meeting, and a found one does not begin another', () => {
  const lost = after([...meeting, { type: 'serverLink', link: 'lost' }]);
  expect(lost.phase.type).toBe('meeting');
  const found = update(lost, { type: 'serverFound' });
  expect(found.phase.type).toBe('meeting');
  expect(found.server).toBe('online');
});

test('what the server says that it holds is kept as it was said last, and not beyond the meeting', () => {
  const field = (value: string) => ({ group: 'you', name: 'state', value }) as const;
  const said = (value: string, standing: Statement['standing']): MeetingEvent =>
    ({ type: 'seen', fields: [field(value)], statement: { standing, time: 0, evidence: '' } });
  const asked = [...meeting, said('waiting', 'unsigned')];
  expect(after([...asked, said('member', 'signed')])).toMatchObject({ seen: [field('member')], statement: { standing: 'signed' } });
  expect(after([...asked, { type: 'over', reason: 'left' }])).toMatchObject({ seen: [], statement: undefined });
});

test('an ended meeting leaves nothing behind but the name and the devices', () => {
  const state = after([
    ...meeting,
    { type: 'deviceOpened', device: 'camera', track, id: 'a' },
    { type: 'alarm', cause: { kind: 'page', trouble: 'noMedia' } },
    { type: 'over', reason: 'left' },
  ]);
  expect(state.members).toEqual([]);
  expect(state.safetyCode).toBe('');
  expect(state.slots).toEqual([]);
  expect(state.alarms).toEqual([]);
  expect(state.name).toBe('Ada');
  expect(state.devices.camera.status).toBe('open');
});

test('a device is open while it has a track, whatever was wished', () => {
  const opening = after([{ type: 'deviceOpening', device: 'microphone' }]);
  expect(isLit(opening.devices.microphone)).toBe(false);
  const open = update(opening, { type: 'deviceOpened', device: 'microphone', track, id: 'a' });
  expect(isLit(open.devices.microphone)).toBe(true);
  const unplugged = update(open, {
    type: 'deviceClosed',
    device: 'microphone',
    problem: 'unplugged',
  });
  expect(unplugged.devices.microphone).toMatchObject({ status: 'closed', problem: 'unplugged' });
  expect(unplugged.devices.microphone.track).toBeUndefined();
});

test('a click alone changes no lamp', () => {
  expect(after([{ type: 'deviceToggled', device: 'camera' }])).toBe(initialState);
});

test('the lamp stays on while packets still leave', () => {
  const sent = (microphone: number): MeetingEvent => ({
    type: 'statsRead',
    sent: { microphone, camera: 0, screen: 0 },
    look: { time: 0, sent: { bytes: 0, lossRate: 0, limitation: 'none' }, received: [], roundTripMs: undefined },
    hop: initialState.hop,
  });
  const closed: MeetingEvent = { type: 'deviceClosed', device: 'microphone' };
  const still = after([sent(10), closed, sent(12)]);
  expect(isLit(still.devices.microphone)).toBe(true);
  expect(isLit(update(still, sent(12)).devices.microphone)).toBe(false);
});

test('the roster says who is here and who I am', () => {
  const state = after(meeting);
  expect(state.members.map((member) => member.name)).toEqual(['Ada', 'Bo', 'Cy']);
  expect(self(state)?.name).toBe('Ada');
});

test('what a person said survives a new epoch but not a new person on their leaf', () => {
  const said = after([...meeting, says(1, { microphone: true })]);
  expect(update(said, roster(['Ada', 'Bo', 'Cy', 'Di'])).members[1]?.says?.microphone).toBe(true);
  expect(update(said, roster(['Ada', 'Eve', 'Cy'])).members[1]?.says).toBeUndefined();
});

test('a slot belongs to whose key opened it, until that person is gone', () => {
  const carried = after([
    ...meeting,
    { type: 'slotCarries', mid: '4', leaf: 2, source: 'camera' },
  ]);
  expect(carried.slots[0]).toMatchObject({ leaf: 2, source: 'camera' });
  expect(update(carried, roster(['Ada', 'Bo'])).slots[0]?.leaf).toBeUndefined();
});

test('a stream that moved to another slot is no longer in the first', () => {
  const carries = (mid: string) => ({ type: 'slotCarries', mid, leaf: 2, source: 'camera' }) as const;
  const moved = after([...meeting, carries('4'), carries('5')]);
  expect(moved.slots.slice(0, 2).map((slot) => slot.leaf)).toEqual([undefined, 2]);
});

test('a slot is sealed while frames open, shut when frames come and none opens, idle without', () => {
  const count = (opened: number, dropped: number): MeetingEvent => ({
    type: 'framesCounted',
    received: [{ mid: '4', opened, dropped }],
  });
  const health = (events: readonly MeetingEvent[]) => after([...meeting, ...events]).slots[0]?.health;
  expect(health([])).toBe('idle');
  expect(health([count(5, 0)])).toBe('sealed');
  expect(health([count(5, 0), count(5, 9)])).toBe('shut');
  expect(health([count(5, 0), count(5, 9), count(6, 10)])).toBe('sealed');
  expect(health([count(5, 0), count(5, 0)])).toBe('idle');
});

test('more slots keep what the old ones carried', () => {
  const grown = after([
    ...meeting,
    { type: 'slotCarries', mid: '4', leaf: 2, source: 'camera' },
    slotsReady(track, 13, 8),
  ]);
  expect(grown.slots).toHaveLength(21);
  expect(grown.slots[0]?.leaf).toBe(2);
});

test('an alarm is said once until it is dismissed, and few stand at a time', () => {
  const about = (who: string): MeetingEvent => ({ type: 'alarm', cause: { kind: 'policy', who } });
  const twice = after([about('a'), about('a')]);
  expect(twice.alarms).toHaveLength(1);
  expect(update(twice, { type: 'alarmDismissed', id: twice.alarms[0]?.id ?? 0 }).alarms).toEqual([]);
  const many = after(['a', 'b', 'c', 'd', 'e', 'f'].map(about));
  expect(many.alarms.map((alarm) => alarm.cause)).toMatchObject(['c', 'd', 'e', 'f'].map((who) => ({ who })));
});

test('one panel is open at a time', () => {
  const people = after([{ type: 'panelToggled', panel: 'people' }]);
  expect(people.panel).toBe('people');
  expect(update(people, { type: 'panelToggled', panel: 'safety' }).panel).toBe('safety');
  expect(update(people, { type: 'panelToggled', panel: 'people' }).panel).toBe('none');
});
