// Big-endian numbers and byte runs, as src/base/reader.h and writer.h have them.

export class ByteWriter {
  private readonly parts: number[] = [];

  u8(value: number): this {
    this.parts.push(value & 0xff);
    return this;
  }
  u16(value: number): this {
    return this.u8(value >>> 8).u8(value);
  }
  u32(value: number): this {
    return this.u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
  }
  /** A whole number up to 2^53. */
  u64(value: number): this {
    return this.u32(Math.floor(value / 2 ** 32)).u32(value % 2 ** 32);
  }
  bytes(bytes: Uint8Array): this {
    for (const byte of bytes) this.parts.push(byte);
    return this;
  }
  /** A 32-bit length, then the bytes. */
  run(bytes: Uint8Array): this {
    return this.u32(bytes.length).bytes(bytes);
  }
  /** `opaque bytes<V>` of RFC 9420, section 2.1.2. */
  opaque(bytes: Uint8Array): this {
    const { length } = bytes;
    if (length < 2 ** 6) this.u8(length);
    else if (length < 2 ** 14) this.u16(length + 2 ** 14);
    else this.u32(length + 2 ** 31);
    return this.bytes(bytes);
  }
  take(): Uint8Array {
    return Uint8Array.from(this.parts);
  }
}

export class ByteReader {
  private offset = 0;
  private readonly view: DataView;

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  u8(): number {
    return this.view.getUint8(this.advance(1));
  }
  bool(): boolean {
    return this.u8() !== 0;
  }
  u16(): number {
    return this.view.getUint16(this.advance(2));
  }
  u32(): number {
    return this.view.getUint32(this.advance(4));
  }
  u64(): number {
    return this.u32() * 2 ** 32 + this.u32();
  }
  /** A copy, which outlives the source. */
  bytes(count: number): Uint8Array<ArrayBuffer> {
    const begin = this.advance(count);
    if (begin + count > this.source.length) throw new RangeError('ends too early');
    return Uint8Array.from(this.source.subarray(begin, begin + count));
  }
  run(): Uint8Array<ArrayBuffer> {
    return this.bytes(this.u32());
  }
  /** `opaque bytes<V>` of RFC 9420, section 2.1.2. */
  opaque(): Uint8Array<ArrayBuffer> {
    const first = this.u8();
    const more = (2 ** (first >> 6)) - 1;
    let length = first & 0x3f;
    for (let i = 0; i < more; i += 1) length = length * 2 ** 8 + this.u8();
    return this.bytes(length);
  }
  text(): string {
    return new TextDecoder().decode(this.run());
  }
  list<Item>(item: () => Item): Item[] {
    return Array.from({ length: this.u32() }, item);
  }

  private advance(count: number): number {
    const begin = this.offset;
    this.offset += count;
    return begin;
  }
}
