import { test } from 'node:test';
import { meet, tooOld } from './meet.mjs';

if (tooOld()) {
  test('live interop with ts-mls', { skip: tooOld() });
} else {
  const { TsMember, loadSuite } = await import('./ts_mls.mjs');
  const exporter = { label: 'interop', context: new TextEncoder().encode('of two') };
  for (const suite of [1, 3, 2, 7]) {
    const implementation = await loadSuite(suite);
    meet({
      title: `ts-mls in suite ${suite}`,
      suite,
      namesSkips: suite === 1,
      exporter,
      isPublic: false,
      Member: TsMember,
      nameOf: (number) => `person ${number}`,
      make: (name) => new TsMember(implementation, name),
    });
  }
}
