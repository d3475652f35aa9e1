// A key package (RFC 9420 section 10): what somebody hands out so as to be added while asleep.
//
//   struct {
//       ProtocolVersion version;
//       CipherSuite cipher_suite;
//       HPKEPublicKey init_key;
//       LeafNode leaf_node;
//       Extension extensions<V>;
//       opaque signature<V>; /* SignWithLabel(., "KeyPackageTBS", KeyPackageTBS) */
//   } KeyPackage;
#pragma once

#include "mls/leaf_node.h"

namespace conclave::mls {

struct KeyPackage {
  static constexpr WireFormat kType = WireFormat::kKeyPackage;
  ProtocolVersion version = ProtocolVersion::kMls10;
  uint16_t cipher_suite = 0;
  Buffer init_key;
  LeafNode leaf_node;
  Extensions extensions;
  Buffer signature;

  static constexpr auto fields() {
    return std::tuple(&KeyPackage::version, &KeyPackage::cipher_suite, &KeyPackage::init_key,
                      &KeyPackage::leaf_node, &KeyPackage::extensions, &KeyPackage::signature);
  }
  friend bool operator==(const KeyPackage&, const KeyPackage&) = default;
};

Buffer to_be_signed(const KeyPackage& key_package);  // KeyPackageTBS

}  // namespace conclave::mls
