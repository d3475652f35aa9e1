// What people say, by the bytes of src/e2ee/words.h behind their type: the same between members as
// between the core and its page.
import { assertNever } from '../base/assert_never';
import { sendableLine, sendableLines } from '../base/sendable';
import { ByteReader, ByteWriter } from './bytes';
import type { AskKind, MessageId, Said } from './messages';

const utf8 = (text: string) => new TextEncoder().encode(text);
const asks: readonly AskKind[] = ['mute', 'unmute', 'stopCamera', 'stopShare', 'lowerHand'];

/** Texts leave without the characters that every core refuses. */
export function encodeSaid(said: Said): Uint8Array {
  const out = new ByteWriter();
  const line = (text: string) => out.opaque(utf8(sendableLine(text)));
  const id = ({ connection, number }: MessageId) => out.u32(connection).u32(number);
  switch (said.type) {
    case 'chat':
      out.u8(4);
      id(said.replyTo ?? nobody);
      return out.opaque(utf8(sendableLines(said.text))).take();
    case 'reaction':
      out.u8(5);
      return line(said.symbol).take();
    case 'poll':
      out.u8(6);
      line(said.question).u8(said.options.length);
      said.options.forEach(line);
      return out.take();
    case 'vote':
      out.u8(7);
      return id(said.poll).u8(said.option).take();
    case 'pollClosed':
      out.u8(8);
      return id(said.poll).take();
    case 'file':
      out.u8(9);
      return line(said.name).u64(said.size).take();
    case 'fileWithdrawn':
      return out.u8(10).u32(said.file.number).take();
    case 'ask':
      return out.u8(13).u8(asks.indexOf(said.what) + 1).take();
    default:
      return assertNever(said);
  }
}

const nobody: MessageId = { connection: 0, number: 0 };

/** Words of the member of this connection. */
export function decodeSaid(reader: ByteReader, connection: number): Said {
  const type = reader.u8();
  const line = () => new TextDecoder().decode(reader.opaque());
  switch (type) {
    case 4:
      return decodeChat(decodeMessageId(reader), line());
    case 5:
      return { type: 'reaction', symbol: line() };
    case 6:
      return { type: 'poll', question: line(), options: Array.from({ length: reader.u8() }, line) };
    case 7:
      return { type: 'vote', poll: decodeMessageId(reader), option: reader.u8() };
    case 8:
      return { type: 'pollClosed', poll: decodeMessageId(reader) };
    case 9:
      return { type: 'file', name: line(), size: reader.u64() };
    case 10:
      return { type: 'fileWithdrawn', file: { connection, number: reader.u32() } };
    case 13:
      return { type: 'ask', what: decodeAsk(reader.u8()) };
    default:
      throw new RangeError(`no words of type ${type}`);
  }
}

export function decodeMessageId(reader: ByteReader): MessageId {
  return { connection: reader.u32(), number: reader.u32() };
}

function decodeChat(replyTo: MessageId, text: string): Said {
  return replyTo.number === 0 ? { type: 'chat', text } : { type: 'chat', text, replyTo };
}

function decodeAsk(number: number): AskKind {
  const what = asks[number - 1];
  if (what === undefined) throw new RangeError(`nothing to ask for: ${number}`);
  return what;
}
