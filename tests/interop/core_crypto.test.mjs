import { test } from 'node:test';
import { meet, tooOld } from './meet.mjs';

if (tooOld()) {
  test('live interop with core-crypto', { skip: tooOld() });
} else {
  const { CoreCryptoMember, clientName, exporter } = await import('./core_crypto.mjs');
  for (const suite of [1, 3, 2, 7]) {
    meet({
      title: `core-crypto in suite ${suite}`,
      suite,
      namesSkips: suite === 1,
      exporter,
      isPublic: true,
      Member: CoreCryptoMember,
      nameOf: clientName,
      make: (_, number) => new CoreCryptoMember(suite, number).start(),
    });
  }
}
