#include "transport/fingerprint.h"

#include "transport/certificate.h"

#include <gtest/gtest.h>

namespace conclave::transport {
namespace {

TEST(Fingerprint, ReadsWhatItWrites) {
  const auto certificate = Certificate::generate();
  ASSERT_TRUE(certificate);
  const std::string text = certificate->fingerprint().to_text();
  EXPECT_EQ(text.size(), 8 + 32 * 3 - 1);
  EXPECT_EQ(Fingerprint::parse(text).value(), certificate->fingerprint());
}

TEST(Fingerprint, ReadsEitherCase) {
  std::string text = "SHA-256 ab";
  for (int i = 1; i < 32; ++i) text += ":Cd";
  ASSERT_TRUE(Fingerprint::parse(text));
  EXPECT_EQ(Fingerprint::parse(text)->sha256[31], 0xcd);
}

TEST(Fingerprint, RefusesOtherHashesAndOtherForms) {
  std::string pairs = "AB";
  for (int i = 1; i < 32; ++i) pairs += ":CD";
  EXPECT_EQ(Fingerprint::parse("sha-1 " + pairs).error().code, ErrorCode::kUnsupported);
  for (const std::string& bad :
       {std::string(), std::string("sha-256"), "sha-256  " + pairs, "sha-256 " + pairs + ":EF",
        "sha-256 " + pairs.substr(3), "sha-256 G" + pairs.substr(1), "sha-256 -" + pairs}) {
    EXPECT_EQ(Fingerprint::parse(bad).error().code, ErrorCode::kMalformed) << bad;
  }
}

TEST(Certificate, IsAnotherForEveryMeeting) {
  EXPECT_NE(Certificate::generate()->fingerprint(), Certificate::generate()->fingerprint());
}

}  // namespace
}  // namespace conclave::transport
