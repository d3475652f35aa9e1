// The transcript hashes, RFC 9420 section 8.2: a running hash over every commit of the group, so
// that members who agree on an epoch agree on its whole history.
#pragma once

#include "mls/cipher_suite.h"
#include "mls/framing.h"

namespace conclave::mls {

// confirmed_input is the encoded ConfirmedTranscriptHashInput: wire_format, FramedContent and
// signature. interim_before is empty for the first commit of a group.
Buffer confirmed_transcript_hash(const CipherSuite& suite, Bytes interim_before,
                                 Bytes confirmed_input);

Buffer confirmed_transcript_hash(const CipherSuite& suite, Bytes interim_before,
                                 const AuthenticatedContent& commit);

Buffer interim_transcript_hash(const CipherSuite& suite, Bytes confirmed, Bytes confirmation_tag);

}  // namespace conclave::mls
