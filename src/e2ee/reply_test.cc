#include "e2ee/reply.h"

#include "base/limits.h"
#include "e2ee/knock.h"
#include "e2ee/participant.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

class ReplyTest : public testing::Test {
 protected:
  Buffer seal(const Reply& reply) { return *seal_reply(door_, knock_, reply, random_); }
  Result<Reply> open(Bytes envelope) { return open_reply(door_, knock_, envelope); }
  // What somebody with the link writes by hand.
  Buffer seal_text(Buffer inside) {
    const Buffer nonce(crypto::kAeadNonceSize, 1);
    Buffer aad = to_buffer(as_bytes("Conclave reply"));
    append(aad, door_.meeting_id);
    append(aad, crypto::digest(crypto::Hash::kSha256, knock_));
    Buffer envelope = {1};
    append(envelope, nonce);
    append(envelope,
           *crypto::aead_seal(kMeetingSuite.aead, door_.knock_key.reveal(), nonce, aad, inside));
    return envelope;
  }

  SeededRandom random_{6};
  const LinkKeys door_ = derive_link_keys(LinkSecret::generate(random_));
  const Buffer knock_ = Buffer(400, 9);
};

TEST_F(ReplyTest, TellsWhoWaitsForWhom) {
  const std::vector<std::string> hosts{"Ada", "Gräfin von Ω"};
  const auto reply = open(seal(ReplyWaiting{.hosts = hosts}));
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<ReplyWaiting>(*reply).hosts, hosts);
}

TEST_F(ReplyTest, SaysNoAndThatThePassphraseIsWrong) {
  EXPECT_TRUE(std::holds_alternative<ReplyDenied>(*open(seal(ReplyDenied{}))));
  EXPECT_TRUE(std::holds_alternative<ReplyWrongPassphrase>(*open(seal(ReplyWrongPassphrase{}))));
}

TEST_F(ReplyTest, LooksTheSameWhateverItSays) {
  const size_t size = seal(ReplyDenied{}).size();
  EXPECT_EQ(seal(ReplyWrongPassphrase{}).size(), size);
  EXPECT_EQ(seal(ReplyWaiting{.hosts = {"Ada", "Grace"}}).size(), size);
}

TEST_F(ReplyTest, HoldsTheNamesOfAsManyHostsAsItMay) {
  const std::vector<std::string> hosts(limits::kReplyHostsMax, std::string(128, 'x'));
  const Buffer envelope = seal(ReplyWaiting{.hosts = hosts});
  EXPECT_LE(envelope.size(), limits::kReplyBytesMax);
  EXPECT_EQ(std::get<ReplyWaiting>(*open(envelope)).hosts, hosts);
}

TEST_F(ReplyTest, CountsForItsKnockItsMeetingAndItsDoorOnly) {
  const Buffer envelope = seal(ReplyDenied{});
  EXPECT_EQ(open_reply(door_, Buffer(400, 8), envelope).error().code, ErrorCode::kUnauthentic);
  LinkKeys elsewhere = door_;
  elsewhere.meeting_id[0] ^= 1;
  EXPECT_EQ(open_reply(elsewhere, knock_, envelope).error().code, ErrorCode::kUnauthentic);
  const LinkKeys other = derive_link_keys(LinkSecret::generate(random_));
  EXPECT_EQ(open_reply(other, knock_, envelope).error().code, ErrorCode::kUnauthentic);
}

TEST_F(ReplyTest, IsRefusedWhenTruncatedAlteredOrTooLarge) {
  const Buffer envelope = seal(ReplyWaiting{.hosts = {"Ada"}});
  for (size_t size = 0; size < envelope.size(); ++size) {
    EXPECT_FALSE(open(Bytes(envelope).first(size)));
  }
  for (size_t i = 0; i < envelope.size(); ++i) {
    Buffer forged = envelope;
    forged[i] ^= 1;
    EXPECT_FALSE(open(forged));
  }
  EXPECT_EQ(open(Buffer(limits::kReplyBytesMax + 1, 1)).error().code, ErrorCode::kLimit);
}

TEST_F(ReplyTest, IsRefusedWhenSomebodyWithTheLinkWritesNonsense) {
  EXPECT_FALSE(open(seal_text({})));
  EXPECT_EQ(open(seal_text({4})).error().code, ErrorCode::kUnsupported);
  EXPECT_FALSE(open(seal_text({1})));
  EXPECT_FALSE(open(seal_text({1, 1, 5, 'A'})));
  EXPECT_FALSE(open(seal_text({1, 1, 1, '\n'}))) << "a name that cannot be shown";
  EXPECT_FALSE(open(seal_text({1, 9, 1, 'a'}))) << "more hosts than it may name";
  EXPECT_TRUE(open(seal_text({1, 1, 1, 'a'})));
}

}  // namespace
}  // namespace conclave::e2ee
