#include "transport/certificate.h"

#include "base/limits.h"
#include "crypto/crypto.h"
#include "transport/test_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace conclave::transport {
namespace {

// The public key in a certificate of ours: RFC 5480 section 2.2, an uncompressed point of P-256
// behind the two object identifiers and the bit string's head.
Buffer public_key_in(const Buffer& certificate) {
  constexpr auto kHead = std::to_array<uint8_t>(
      {0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00});
  const auto found = std::ranges::search(certificate, kHead);
  EXPECT_FALSE(found.empty());
  return Buffer(found.end(), found.end() + 65);
}

TEST(Certificate, IsWhatItsFingerprintIsOf) {
  const Certificate& certificate = test_certificate(0);
  const Buffer encoded = certificate.encoded().value();
  EXPECT_LE(encoded.size(), limits::kCertificateBytesMax);
  EXPECT_THAT(crypto::digest(crypto::Hash::kSha256, encoded),
              testing::ElementsAreArray(certificate.fingerprint().sha256));
}

TEST(Certificate, SignsWithTheKeyInIt) {
  const Buffer message(limits::kStatementBytesMax, 7);
  const Buffer signature = test_certificate(0).sign(message).value();
  EXPECT_LE(signature.size(), limits::kSignatureBytesMax);
  const auto verified = [&](size_t which, Bytes text) {
    const Buffer key = public_key_in(test_certificate(which).encoded().value());
    return crypto::verify(crypto::SignatureScheme::kP256, key, text, signature).has_value();
  };
  EXPECT_TRUE(verified(0, message));
  EXPECT_FALSE(verified(0, Buffer(limits::kStatementBytesMax, 8)));
  EXPECT_FALSE(verified(1, message));
}

}  // namespace
}  // namespace conclave::transport
