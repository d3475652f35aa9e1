// The name of a pre-shared key (RFC 9420 section 8.4); the key itself never travels.
//
//   struct {
//       PSKType psktype;
//       select (PreSharedKeyID.psktype) {
//           case external:   opaque psk_id<V>;
//           case resumption: ResumptionPSKUsage usage;
//                            opaque psk_group_id<V>;
//                            uint64 psk_epoch;
//       };
//       opaque psk_nonce<V>;
//   } PreSharedKeyID;
#pragma once

#include "mls/codec.h"
#include "mls/types.h"

namespace conclave::mls {

struct ExternalPskId {
  static constexpr PskType kType = PskType::kExternal;
  Buffer psk_id;

  static constexpr auto fields() { return std::tuple(&ExternalPskId::psk_id); }
  friend bool operator==(const ExternalPskId&, const ExternalPskId&) = default;
};

struct ResumptionPskId {
  static constexpr PskType kType = PskType::kResumption;
  ResumptionPskUsage usage = ResumptionPskUsage::kApplication;
  Buffer psk_group_id;
  Epoch psk_epoch = 0;

  static constexpr auto fields() {
    return std::tuple(&ResumptionPskId::usage, &ResumptionPskId::psk_group_id,
                      &ResumptionPskId::psk_epoch);
  }
  friend bool operator==(const ResumptionPskId&, const ResumptionPskId&) = default;
};

struct PreSharedKeyId {
  std::variant<ExternalPskId, ResumptionPskId> psk;
  Buffer psk_nonce;

  static constexpr auto fields() {
    return std::tuple(&PreSharedKeyId::psk, &PreSharedKeyId::psk_nonce);
  }
  friend bool operator==(const PreSharedKeyId&, const PreSharedKeyId&) = default;
};

}  // namespace conclave::mls
