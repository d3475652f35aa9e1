// The only way from a WebSocket's text to a ServerMessage. Unknown types, unknown or missing
// fields, wrong types and numbers out of range are refused whole (docs/protocol.md).
import { type SeenField, type SeenGroup, type ServerMessage, seenNames } from './messages';
import {
  type Shape,
  Malformed,
  boolean,
  bytes,
  entries,
  integer,
  list,
  oneOf,
  record,
  string,
} from './shape';

// Limits as in src/base/limits.h.
const messageCharactersMax = 1 << 20;
const envelopeBytesMax = 700 * 1024;
const sdpCharactersMax = 512 * 1024;
const peopleMax = 1000;
const seenFieldsMax = 64;
const seenValueCharactersMax = 4096;
const certificateBytesMax = 1024;
const signatureBytesMax = 128;
const waitingMax = 4096; // connections, members and knockers, a server may name at once

const connection = integer(1, 0xffffffff);
const epoch = integer(0, Number.MAX_SAFE_INTEGER);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const envelope = bytes(envelopeBytesMax);
const mid = string(16);

const slotHint = record({
  mid,
  connection: integer(0, 0xffffffff),
  source: oneOf('microphone', 'camera', 'screen', 'screen_audio', ''),
});

const seenValue = string(seenValueCharactersMax);
const seenShapes: { readonly [G in SeenGroup]: Shape<SeenField & { group: G }> } = {
  you: record({ group: oneOf('you'), name: oneOf(...seenNames.you), value: seenValue }),
  meeting: record({ group: oneOf('meeting'), name: oneOf(...seenNames.meeting), value: seenValue }),
  server: record({ group: oneOf('server'), name: oneOf(...seenNames.server), value: seenValue }),
};
const seenGroup = oneOf('you', 'meeting', 'server');

const seenField: Shape<SeenField> = (value) => seenShapes[seenGroup(entries(value).get('group'))](value);

type MessageShapes = { readonly [T in ServerMessage['type']]: Shape<ServerMessage & { type: T }> };

const shapes: MessageShapes = {
  hello: record({
    type: oneOf('hello'),
    version: integer(1, 0xffff),
    connection,
    resume: bytes(64),
    resumed: boolean,
    received: count,
    members: list(connection, peopleMax),
    epoch,
  }),
  created: record({ type: oneOf('created') }),
  exists: record({ type: oneOf('exists') }),
  restored: record({ type: oneOf('restored'), connection, resume: bytes(64), epoch }),
  knock: record({ type: oneOf('knock'), from: connection, envelope }),
  accepted: record({ type: oneOf('accepted'), epoch }),
  stale: record({ type: oneOf('stale'), epoch }),
  commit: record({ type: oneOf('commit'), from: connection, epoch, envelope }),
  welcome: record({ type: oneOf('welcome'), from: connection, epoch, envelope }),
  message: record({ type: oneOf('message'), from: connection, envelope }),
  reply: record({ type: oneOf('reply'), envelope }),
  departed: record({ type: oneOf('departed'), connection, vanished: boolean }),
  ended: record({ type: oneOf('ended') }),
  removed: record({ type: oneOf('removed') }),
  answer: record({ type: oneOf('answer'), sdp: string(sdpCharactersMax) }),
  slots: record({ type: oneOf('slots'), slots: list(slotHint, waitingMax) }),
  pong: record({ type: oneOf('pong'), received: count }),
  seen: record({
    type: oneOf('seen'),
    fields: list(seenField, seenFieldsMax),
    certificate: bytes(certificateBytesMax),
    signature: bytes(signatureBytesMax),
  }),
  error: record({
    type: oneOf('error'),
    code: oneOf('malformed', 'limit', 'version', 'full', 'refused', 'internal'),
    text: string(1000),
  }),
  closing: record({ type: oneOf('closing'), reason: oneOf('shutdown', 'replaced') }),
};

function isKnown(type: unknown): type is ServerMessage['type'] {
  return typeof type === 'string' && Object.hasOwn(shapes, type);
}

/** undefined when the text is not one well-formed message of the protocol. */
export function parseServerMessage(text: unknown): ServerMessage | undefined {
  if (typeof text !== 'string' || text.length > messageCharactersMax) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const type = entries(value).get('type');
    return isKnown(type) ? shapes[type](value) : undefined;
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
