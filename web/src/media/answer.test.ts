import { expect, test } from 'vitest';
import { countLines, withInactive, withWholeRtcp } from './answer';

const line = (mid: string, direction: string) =>
  ['m=video 9 UDP/TLS/RTP/SAVPF 120', `a=mid:${mid}`, `a=${direction}`, 'a=rtcp-rsize', 'a=rid:l recv', ''].join('\r\n');
const answer = ['v=0', 's=-', ''].join('\r\n') + line('1', 'recvonly') + line('10', 'recvonly') + line('11', 'sendonly');

test('lines are counted', () => {
  expect(countLines(answer)).toBe(3);
  expect(countLines('')).toBe(0);
});

test('only the lines that are meant become inactive', () => {
  const turned = withInactive(answer, new Set(['1']));
  expect(turned).toBe(answer.replace('a=mid:1\r\na=recvonly', 'a=mid:1\r\na=inactive'));
  expect(turned).not.toBe(answer);
  expect(withInactive(answer, new Set())).toBe(answer);
});

test('only the lines that are meant lose their reduced-size RTCP', () => {
  const reports = 'a=mid:10\r\na=recvonly\r\n';
  const turned = withWholeRtcp(answer, new Set(['10']));
  expect(turned).toBe(answer.replace(`${reports}a=rtcp-rsize\r\n`, reports));
  expect(turned).not.toBe(answer);
});
