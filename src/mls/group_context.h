// What all members of one epoch agree on (RFC 9420 section 8.1); it is bound into every key and
// signature of the epoch.
//
//   struct {
//       ProtocolVersion version = mls10;
//       CipherSuite cipher_suite;
//       opaque group_id<V>;
//       uint64 epoch;
//       opaque tree_hash<V>;
//       opaque confirmed_transcript_hash<V>;
//       Extension extensions<V>;
//   } GroupContext;
#pragma once

#include "mls/extension.h"

namespace conclave::mls {

struct GroupContext {
  ProtocolVersion version = ProtocolVersion::kMls10;
  uint16_t cipher_suite = 0;
  Buffer group_id;
  Epoch epoch = 0;
  Buffer tree_hash;
  Buffer confirmed_transcript_hash;
  Extensions extensions;

  static constexpr auto fields() {
    return std::tuple(&GroupContext::version, &GroupContext::cipher_suite, &GroupContext::group_id,
                      &GroupContext::epoch, &GroupContext::tree_hash,
                      &GroupContext::confirmed_transcript_hash, &GroupContext::extensions);
  }
  friend bool operator==(const GroupContext&, const GroupContext&) = default;
};

}  // namespace conclave::mls
