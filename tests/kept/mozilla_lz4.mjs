// Firefox keeps its sessions in .jsonlz4 files: "mozLz40\0", the size, and one LZ4 block, in which nothing that was
// said twice would be found.
const magic = Buffer.from('mozLz40\0');

// The plain bytes, or undefined for any other file.
export function inflateMozilla(file) {
  if (!file.subarray(0, magic.length).equals(magic)) return undefined;
  const plain = Buffer.alloc(file.readUInt32LE(magic.length));
  inflate(file.subarray(magic.length + 4), plain);
  return plain;
}

function inflate(block, plain) {
  let from = 0;
  let to = 0;
  const lengthOf = (nibble) => {
    let length = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255;) {
      more = block[from++];
      length += more;
    }
    return length;
  };
  while (from < block.length) {
    const token = block[from++];
    const literals = lengthOf(token >> 4);
    block.copy(plain, to, from, from + literals);
    from += literals;
    to += literals;
    if (from >= block.length) return;
    const back = block.readUInt16LE(from);
    from += 2;
    for (let left = lengthOf(token & 15) + 4; left > 0; left -= 1, to += 1) plain[to] = plain[to - back];
  }
}
