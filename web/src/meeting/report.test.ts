import { expect, test } from 'vitest';
import { after, roster, slotsReady, viewport } from './fixtures';
import { report } from './report';
import type { MeetingState } from './state';

const machine = { browser: 'Firefox 153', cores: 2 };
const names = ['Canary Ada', 'Canary Bo'];

/** A state with something that must not be told in every text it has. */
function canaries(): MeetingState {
  const state = after([roster(names), slotsReady({ label: 'Canary camera' } as MediaStreamTrack), viewport(800, 600)]);
  const device = { ...state.devices.camera, choices: [{ id: 'canary', label: 'Canary device' }], chosenId: 'canary' };
  return {
    ...state,
    name: 'Canary Ada',
    passphrase: 'canary passphrase',
    safetyCode: 'canary314159',
    waitingFor: ['Canary host'],
    devices: { ...state.devices, camera: device },
    seen: [
      { group: 'you', name: 'address', value: 'canary:80' },
      { group: 'server', name: 'logging', value: 'totals' },
    ],
    statement: { standing: 'signed', time: 0, evidence: 'certificate: canary' },
    knocks: [{ connection: 5, name: 'Canary knocker', invite: 'Canary invite' }],
    invites: [{ label: 'Canary label', link: 'https://canary.example/#canary' }],
    log: [{ epoch: 1, kind: 'admitted', who: 'Canary Bo', by: 'Canary Ada', time: 0 }],
    members: state.members.map((member) => ({ ...member, fingerprint: 'canary', warnings: [] })),
  };
}

test('a report tells of nobody and gives nothing away', () => {
  const text = report(canaries(), machine);
  expect(text).not.toMatch(/canary/i);
  // The same search finds a name where there is one.
  expect(`${text}${JSON.stringify(canaries())}`).toMatch(/canary/i);
});

test('a report says what an engineer needs', () => {
  const text = report(canaries(), machine);
  expect(text).toContain('browser: Firefox 153, 2 cores');
  expect(text).toContain('group: epoch 2, 2 people, open, waiting room, 0 silent');
  expect(text).toContain('logging: totals, signed');
  expect(text).toContain('slots: 17, carrying 0, opening 0, shut 0');
});
