// What two implementations of MLS have to be able to do together, whoever goes first. A scenario
// gets a cast: first() and second() each make one more member, of one implementation or the other.
// `needs` names what both have to be able to do, `otherNeeds` what only the second has to.
import assert from 'node:assert/strict';

const text = (words) => new TextEncoder().encode(words);
const pskId = text('the link');
const pskValue = new Uint8Array(32).fill(7);

/** Everything that members can be compared in; what one cannot tell is left out for it. */
async function assertAgreement(cast, members) {
  const { label, context } = cast.exporter;
  const states = await Promise.all(members.map((member) => member.state(label, context)));
  for (const state of states) {
    for (const [key, value] of Object.entries(state)) {
      const others = states.map((other) => other[key] ?? value);
      assert.deepEqual(others, Array(states.length).fill(value), key);
    }
  }
  return states;
}

async function assertHeard(speaker, listeners, options) {
  const words = text(`${speaker.name} speaks`);
  const message = await speaker.protect(words, options);
  for (const listener of listeners) {
    const heard = await listener.handle(message);
    assert.equal(heard.kind, 'data');
    assert.deepEqual(Buffer.from(heard.data), Buffer.from(words));
  }
}

async function assertAllHeard(members) {
  for (const speaker of members) await assertHeard(speaker, others(members, speaker));
}

const others = (members, ...excluded) => members.filter((member) => !excluded.includes(member));

/** One commits, the others take it; joiners join by its Welcome. */
async function commit(cast, members, committer, options = {}, joiners = []) {
  const isPublic = options.isPublic ?? cast.isPublic;
  const add = await Promise.all(joiners.map((joiner) => joiner.keyPackage()));
  return spread(members, committer, await committer.commit({ ...options, add, isPublic }), joiners);
}
async function spread(members, committer, made, joiners = []) {
  for (const member of others(members, committer)) assert.equal((await member.handle(made.commit)).kind, 'commit');
  for (const joiner of joiners) await joiner.join(made.welcome);
  return [...members, ...joiners];
}

async function found(cast, creator, ...joiners) {
  await creator.create(crypto.getRandomValues(new Uint8Array(16)));
  const members = await commit(cast, [creator], creator, {}, joiners);
  await assertAgreement(cast, members);
  return members;
}

/** A proposal by one, committed by another. */
async function propose(cast, members, proposer, kind, options = {}) {
  const message = await proposer.propose(kind, { isPublic: cast.isPublic, ...options });
  for (const member of others(members, proposer)) assert.equal((await member.handle(message)).kind, 'proposal');
}
async function commitProposals(cast, members, committer, joiners = []) {
  const made = await (committer.commitProposals?.() ?? committer.commit({ isPublic: cast.isPublic }));
  return spread(members, committer, made, joiners);
}

export const scenarios = [
  {
    name: 'founds a group that the other joins by Welcome, and both are heard',
    async run(cast) {
      await assertAllHeard(await found(cast, await cast.first(), await cast.second()));
    },
  },
  {
    name: 'sends authenticated data and padding',
    needs: ['authenticatedData'],
    async run(cast) {
      const [first, second] = await found(cast, await cast.first(), await cast.second());
      await assertHeard(first, [second], { authenticatedData: text('in the clear'), bucket: 512 });
    },
  },
  {
    name: 'sends messages that arrive out of order',
    async run(cast) {
      const [first, second] = await found(cast, await cast.first(), await cast.second());
      const one = await first.protect(text('1'));
      const two = await first.protect(text('2'));
      const three = await first.protect(text('3'));
      for (const message of [two, one, three]) assert.equal((await second.handle(message)).kind, 'data');
      await assert.rejects(second.handle(one), 'a replayed message was taken');
    },
  },
  {
    name: 'updates its keys by PublicMessage commits, in turn with the other',
    async run(cast) {
      const members = await found(cast, await cast.first(), await cast.second());
      for (const committer of [...members, ...members]) {
        await commit(cast, members, committer, { isPublic: true });
        await assertAgreement(cast, members);
      }
      await assertAllHeard(members);
    },
  },
  {
    name: 'updates its keys by PrivateMessage commits, in turn with the other',
    needs: ['privateHandshakes'],
    async run(cast) {
      const members = await found(cast, await cast.first(), await cast.second());
      for (const committer of [...members, ...members]) {
        await commit(cast, members, committer, { isPublic: false });
        await assertAgreement(cast, members);
      }
      await assertAllHeard(members);
    },
  },
  {
    name: 'adds a third and a fourth member, then each commits in turn',
    async run(cast) {
      let members = await found(cast, await cast.first(), await cast.second());
      members = await commit(cast, members, members[0], {}, [await cast.second()]);
      await assertAgreement(cast, members);
      members = await commit(cast, members, members[1], {}, [await cast.first()]);
      for (const committer of [...members, ...members]) {
        await commit(cast, members, committer);
        await assertAgreement(cast, members);
      }
      await assertAllHeard(members);
    },
  },
  {
    name: 'founds a group of nine in one commit, blanks and fills leaves',
    async run(cast) {
      const joiners = [];
      for (let i = 0; i < 4; ++i) joiners.push(await cast.second(), await cast.first());
      let members = await found(cast, await cast.first(), ...joiners);
      for (const gone of [members[3], members[5], members[8]]) {
        members = others(members, gone);
        await commit(cast, members, members[1], { remove: [gone] });
        await assertAgreement(cast, members);
      }
      // Not a foreign joiner: ts-mls refuses trees whose lists of unmerged leaves are not all alike.
      members = await commit(cast, members, members[2], {}, [await cast.ours(), await cast.ours()]);
      await assertAgreement(cast, members);
      for (const committer of members) await commit(cast, members, committer);
      await assertAgreement(cast, members);
      await assertHeard(members[0], members.slice(1));
    },
  },
  {
    name: 'removes the other, who learns of it',
    async run(cast) {
      const members = await found(cast, await cast.first(), await cast.second(), await cast.second());
      const [first, gone, stays] = members;
      const made = await first.commit({ remove: [gone], isPublic: cast.isPublic });
      assert.equal((await gone.handle(made.commit)).kind, 'removal');
      assert.equal((await stays.handle(made.commit)).kind, 'commit');
      await assertAgreement(cast, [first, stays]);
      await assertAllHeard([first, stays]);
    },
  },
  {
    name: 'commits the other\'s proposals to update, add and remove',
    otherNeeds: ['propose'],
    async run(cast) {
      const members = await found(cast, await cast.first(), await cast.second(), await cast.second());
      const [first, second, third] = members;
      if (second.constructor.cannot.proposeUpdate === undefined) {
        await propose(cast, members, second, 'update');
        await commitProposals(cast, members, first);
        await assertAgreement(cast, members);
      }
      const joiner = await cast.first();
      await propose(cast, members, second, 'add', { keyPackage: await joiner.keyPackage() });
      const four = await commitProposals(cast, members, first, [joiner]);
      await assertAgreement(cast, four);
      await propose(cast, four, second, 'remove', { name: third.name });
      await commitProposals(cast, others(four, third), first);
      await assertAgreement(cast, others(four, third));
      await assertAllHeard(others(four, third));
    },
  },
  {
    name: 'injects an external PSK, also for one who joins',
    needs: ['psk'],
    async run(cast) {
      let members = await found(cast, await cast.first(), await cast.second());
      const joiner = await cast.second();
      for (const member of [...members, joiner]) await member.addPsk(pskId, pskValue);
      members = await commit(cast, members, members[0], { psk: [pskId] }, [joiner]);
      await assertAgreement(cast, members);
      await propose(cast, members, members[0], 'psk', { pskId });
      await commitProposals(cast, members, members[1]);
      await assertAgreement(cast, members);
    },
  },
  {
    name: 'does not agree with one whose PSK is another',
    needs: ['psk'],
    async run(cast) {
      const members = await found(cast, await cast.first(), await cast.second());
      await members[0].addPsk(pskId, pskValue);
      await members[1].addPsk(pskId, new Uint8Array(32).fill(8));
      const made = await members[0].commit({ psk: [pskId] });
      await assert.rejects(members[1].handle(made.commit));
    },
  },
  {
    name: 'lets the other join by an external commit',
    otherNeeds: ['joinExternally'],
    async run(cast) {
      let members = await found(cast, await cast.first(), await cast.second());
      await commit(cast, members, members[0]);
      const joiner = await cast.second();
      const message = await joiner.joinExternally(await members[0].groupInfo());
      for (const member of members) assert.equal((await member.handle(message)).kind, 'commit');
      members = [...members, joiner];
      await assertAgreement(cast, members);
      await commit(cast, members, joiner);
      await assertAgreement(cast, members);
      await assertAllHeard(members);
    },
  },
  {
    name: 'refuses a commit and a message with one bit turned',
    async run(cast) {
      const [first, second] = await found(cast, await cast.first(), await cast.second());
      const message = await second.protect(text('unharmed'));
      await assert.rejects(first.handle(turned(message, message.length - 3)));
      const made = await second.commit({ isPublic: cast.isPublic });
      for (const at of [made.commit.length - 1, made.commit.length >> 1]) {
        await assert.rejects(first.handle(turned(made.commit, at)));
      }
      assert.equal((await first.handle(made.commit)).kind, 'commit');
      await assertAgreement(cast, [first, second]);
    },
  },
];

function turned(message, at) {
  const copy = Uint8Array.from(message);
  copy[at] ^= 4;
  return copy;
}
