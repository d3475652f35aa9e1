// Holds every scenario in both directions, and skips by name what a foreign implementation cannot.
import { after, test } from 'node:test';
import { OurMember, Peer } from './ours.mjs';
import { scenarios } from './scenarios.mjs';

/** One foreign implementation in one suite; `namesSkips` in one of its suites only. */
export function meet(foreign) {
  const peer = new Peer(foreign.suite);
  after(() => peer.close());
  let people = 0;
  const ours = async () => new OurMember(peer, foreign.suite, foreign.nameOf(++people), people);
  const theirs = async () => foreign.make(foreign.nameOf(++people), people);
  const { exporter, isPublic, title, Member } = foreign;
  const orders = [
    { order: `ours with ${title}: ours`, first: ours, second: theirs, roles: [OurMember, Member] },
    { order: `ours with ${title}: theirs`, first: theirs, second: ours, roles: [Member, OurMember] },
  ];
  for (const { order, first, second, roles } of orders) {
    for (const scenario of scenarios) {
      const skip = cannot(scenario, roles);
      if (skip && !foreign.namesSkips) continue;
      test(`${order} ${scenario.name}`, { skip }, () => scenario.run({ first, second, ours, exporter, isPublic }));
    }
  }
}

function cannot({ needs = [], otherNeeds = [] }, [first, second]) {
  const reasons = [
    ...needs.map((need) => first.cannot[need] ?? second.cannot[need]),
    ...otherNeeds.map((need) => second.cannot[need]),
  ];
  return reasons.find((reason) => reason !== undefined) ?? false;
}

/** Why these tests cannot run on this node, or false. noble 2 needs 20.19. */
export function tooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return false;
  return `node ${process.version} is older than 20.19, which the foreign MLS needs`;
}
