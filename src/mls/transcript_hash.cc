#include "mls/transcript_hash.h"

#include "mls/codec.h"

namespace conclave::mls {

Buffer confirmed_transcript_hash(const CipherSuite& suite, Bytes interim_before,
                                 Bytes confirmed_input) {
  Writer input(interim_before.size() + confirmed_input.size());
  input.bytes(interim_before).bytes(confirmed_input);
  return crypto::digest(suite.hash, input.view());
}

Buffer confirmed_transcript_hash(const CipherSuite& suite, Bytes interim_before,
                                 const AuthenticatedContent& commit) {
  Writer input;
  write(input, commit.wire_format);
  write(input, commit.content);
  write(input, commit.auth.signature);
  return confirmed_transcript_hash(suite, interim_before, input.view());
}

Buffer interim_transcript_hash(const CipherSuite& suite, Bytes confirmed, Bytes confirmation_tag) {
  // InterimTranscriptHashInput is the tag as opaque<V>; a MAC of one to 64 bytes.
  Writer input(confirmed.size() + confirmation_tag.size() + 2);
  input.bytes(confirmed);
  codec::write_opaque(input, confirmation_tag);
  return crypto::digest(suite.hash, input.view());
}

}  // namespace conclave::mls
