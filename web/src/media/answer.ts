// The server's answer, changed and used again to agree with ourselves on what becomes of our own lines: that is no
// business of the server's, and must not wait for it.

const lineStart = /^(?=m=)/m;

/** Of how many lines an answer speaks. */
export function countLines(answer: string): number {
  return answer.split(lineStart).length - 1;
}

/** The same answer with these lines, by their mid, inactive, as any answer may have them (RFC 3264 section 6.1). */
export function withInactive(answer: string, mids: ReadonlySet<string>): string {
  return withChanged(answer, mids, (line) => line.replace(/^a=recvonly/m, 'a=inactive'));
}

/** The same answer with these lines, by their mid, without reduced-size RTCP (RFC 5506 section 5), which nobody has to take. */
export function withWholeRtcp(answer: string, mids: ReadonlySet<string>): string {
  return withChanged(answer, mids, (line) => line.replace(/^a=rtcp-rsize\r\n/m, ''));
}

function withChanged(answer: string, mids: ReadonlySet<string>, change: (line: string) => string): string {
  const [session = '', ...lines] = answer.split(lineStart);
  const isMeant = (line: string) => mids.has(/^a=mid:(\S+)/m.exec(line)?.[1] ?? '');
  return [session, ...lines.map((line) => (isMeant(line) ? change(line) : line))].join('');
}
