// Prints each test as it ends, then the line that ./dev test adds up.
export default async function* reporter(events) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic' && !isSummary.test(data.message)) yield `    ${data.message}\n`;
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A file or a suite stands for its tests, unless it failed without having any.
    const isFolder = data.details.type === 'suite' || data.name.endsWith('.mjs');
    if (isFolder && (type === 'test:pass' || data.details.error?.failureType === 'subtestsFailed')) continue;
    if (data.skip !== undefined) skipped += 1;
    else if (type === 'test:pass') passed += 1;
    else failed += 1;
    const mark = data.skip !== undefined ? 'skip' : type === 'test:pass' ? 'ok  ' : 'FAIL';
    const reason = typeof data.skip === 'string' ? `: ${data.skip}` : '';
    yield `${mark} ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)${reason}\n`;
    if (type === 'test:fail') yield `${indent(data.details.error?.cause?.stack ?? data.details.error)}\n`;
  }
  yield `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

// What the runner itself says at the end.
const isSummary = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

const indent = (value) => String(value).replaceAll(/^/gm, '    ');
