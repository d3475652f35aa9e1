// The server's answer, changed and used again to agree with ourselves on which of our lines are inactive: that is no
// business of the server's, and must not wait for it.

const lineStart = /^(?=m=)/m;

/** Of how many lines an answer speaks. */
export function countLines(answer: string): number {
  return answer.split(lineStart).length - 1;
}

/** The same answer with these lines, by their mid, inactive, as any answer may have them (RFC 3264 section 6.1). */
export function withInactive(answer: string, mids: ReadonlySet<string>): string {
  const [session = '', ...lines] = answer.split(lineStart);
  const isMeant = (line: string) => mids.has(/^a=mid:(\S+)/m.exec(line)?.[1] ?? '');
  return [session, ...lines.map((line) => (isMeant(line) ? line.replace(/^a=recvonly/m, 'a=inactive') : line))].join('');
}
