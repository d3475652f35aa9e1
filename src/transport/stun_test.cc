#include "transport/stun.h"

#include "base/limits.h"
#include "base/random.h"
#include "transport/ice.h"

#include <gtest/gtest.h>

namespace conclave::transport {
namespace {

constexpr std::string_view kPassword = "VOkJxbRl1RmTxUk/WvJxBt";

Buffer from_hex(std::string_view hex) {
  Buffer bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

// RFC 5769 sections 2.1 to 2.3.
Buffer rfc_request() {
  return from_hex(
      "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74"
      "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020"
      "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");
}
Buffer rfc_response_v4() {
  return from_hex(
      "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
      "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
}
Buffer rfc_response_v6() {
  return from_hex(
      "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
      "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275"
      "bfe3ed4180280004c8fb0b4c");
}

Buffer request() {
  return std::move(StunWriter(StunKind::kRequest, {1, 2, 3})
                       .username("theirs:ours")
                       .priority(7)
                       .ice_controlling(9)
                       .use_candidate())
      .finish("secret");
}

TEST(Stun, ReadsTheRequestOfRfc5769) {
  const Buffer bytes = rfc_request();
  const auto message = StunMessage::parse(bytes);
  ASSERT_TRUE(message) << message.error().text;
  EXPECT_EQ(message->kind, StunKind::kRequest);
  EXPECT_EQ(message->username, "evtj:h6vY");
  EXPECT_EQ(message->priority, 0x6e0001ffu);
  EXPECT_EQ(message->ice_controlled, 0x932ff9b151263b36u);
  EXPECT_FALSE(message->ice_controlling);
  EXPECT_FALSE(message->use_candidate);
  EXPECT_FALSE(message->unknown_attribute);
  EXPECT_TRUE(message->is_authentic(kPassword));
  EXPECT_FALSE(message->is_authentic("another"));
}

TEST(Stun, ReadsTheResponsesOfRfc5769) {
  const Buffer v4 = rfc_response_v4();
  const auto message_v4 = StunMessage::parse(v4);
  ASSERT_TRUE(message_v4) << message_v4.error().text;
  EXPECT_TRUE(message_v4->is_authentic(kPassword));
  EXPECT_EQ(message_v4->xor_mapped_address, Address::v4(192, 0, 2, 1, 32853));

  const Buffer v6 = rfc_response_v6();
  const auto message_v6 = StunMessage::parse(v6);
  ASSERT_TRUE(message_v6) << message_v6.error().text;
  EXPECT_TRUE(message_v6->is_authentic(kPassword));
  const Address expected{.ip = {0x20, 0x01, 0x0d, 0xb8, 0x12, 0x34, 0x56, 0x78, 0x00, 0x11, 0x22,
                                0x33, 0x44, 0x55, 0x66, 0x77},
                         .port = 32853};
  EXPECT_EQ(message_v6->xor_mapped_address, expected);
}

TEST(Stun, ReadsWhatItWrites) {
  const Buffer bytes = request();
  const auto message = StunMessage::parse(bytes);
  ASSERT_TRUE(message) << message.error().text;
  EXPECT_EQ(message->transaction, (TransactionId{1, 2, 3}));
  EXPECT_EQ(message->username, "theirs:ours");
  EXPECT_EQ(message->priority, 7u);
  EXPECT_EQ(message->ice_controlling, 9u);
  EXPECT_TRUE(message->use_candidate);
  EXPECT_TRUE(message->is_authentic("secret"));
}

TEST(Stun, WritesMappedAddressesOfBothFamilies) {
  const Address v6{.ip = {0x20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, .port = 443};
  for (const Address& address : {Address::v4(10, 1, 2, 3, 5000), v6}) {
    const Buffer bytes =
        std::move(StunWriter(StunKind::kSuccess, {9}).xor_mapped_address(address)).finish("p");
    const auto message = StunMessage::parse(bytes);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->xor_mapped_address, address);
  }
}

TEST(Stun, WritesErrorCodes) {
  for (const auto code : {StunError::kBadRequest, StunError::kUnauthenticated,
                          StunError::kUnknownAttribute, StunError::kRoleConflict}) {
    const Buffer bytes =
        std::move(StunWriter(StunKind::kError, {}).error(code)).finish_unauthenticated();
    const auto message = StunMessage::parse(bytes);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->error_code, static_cast<uint16_t>(code));
    EXPECT_FALSE(message->has_integrity());
    EXPECT_FALSE(message->is_authentic(""));
  }
}

TEST(Stun, RefusesEveryTruncationAndEveryFlippedBit) {
  const Buffer bytes = request();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(StunMessage::parse(Bytes(bytes).first(size))) << size;
  }
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Buffer forged = bytes;
    forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_FALSE(StunMessage::parse(forged)) << bit;
  }
}

TEST(Stun, RefusesBytesAfterTheEnd) {
  Buffer bytes = request();
  bytes.insert(bytes.end(), 4, 0);
  EXPECT_FALSE(StunMessage::parse(bytes));
}

TEST(Stun, RefusesAMessageLongerThanAnyOfIce) {
  StunWriter writer(StunKind::kRequest, {});
  writer.username(std::string(limits::kStunBytesMax, 'a'));
  const auto result = StunMessage::parse(std::move(writer).finish_unauthenticated());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kLimit);
}

// A proxy or an attacker could add attributes behind the integrity and mend the fingerprint.
TEST(Stun, BelievesNothingBehindTheIntegrity) {
  // USE-CANDIDATE appended where the fingerprint was, and a new fingerprint behind it.
  StunWriter writer(StunKind::kRequest, {1});
  writer.username("a:b");
  Buffer bytes = std::move(writer).finish("p");
  bytes.resize(bytes.size() - 8);
  append(bytes, Buffer{0x00, 0x25, 0x00, 0x00});
  bytes[3] = static_cast<uint8_t>(bytes.size() + 8 - 20);
  uint32_t sum = 0xffffffff;
  for (const uint8_t byte : bytes) {
    sum ^= byte;
    for (int i = 0; i < 8; ++i) sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320u : 0u);
  }
  sum = ~sum ^ 0x5354554e;
  append(bytes, Writer().u16(0x8028).u16(4).u32(sum).view());
  const auto message = StunMessage::parse(bytes);
  ASSERT_TRUE(message) << message.error().text;
  EXPECT_TRUE(message->is_authentic("p"));
  EXPECT_FALSE(message->use_candidate);
}

TEST(Stun, NamesTheFirstAttributeThatMustBeUnderstoodAndIsNot) {
  const Buffer known = rfc_request();
  EXPECT_FALSE(StunMessage::parse(known)->unknown_attribute) << "SOFTWARE may be ignored";
  StunWriter writer(StunKind::kRequest, {});
  writer.attribute(0x8abc, as_bytes("optional")).attribute(0x0014, {}).attribute(0x0015, {});
  const Buffer bytes = std::move(writer).finish_unauthenticated();
  EXPECT_EQ(StunMessage::parse(bytes)->unknown_attribute, 0x0014);
}

TEST(Stun, FindsWhoARequestIsFor) {
  EXPECT_EQ(stun_local_ufrag(request()), "theirs");
  EXPECT_EQ(stun_local_ufrag(rfc_request()), "evtj");
  EXPECT_EQ(stun_local_ufrag(rfc_response_v4()), std::nullopt);
  EXPECT_EQ(stun_local_ufrag({}), std::nullopt);
  const Buffer nameless = std::move(StunWriter(StunKind::kRequest, {})).finish("p");
  EXPECT_EQ(stun_local_ufrag(nameless), std::nullopt);
}

TEST(Stun, SurvivesRandomBytes) {
  SeededRandom random(3);
  for (int i = 0; i < 2000; ++i) {
    Buffer bytes = request();
    for (uint64_t n = 1 + random.below(8); n > 0; --n) {
      bytes[random.below(bytes.size())] = static_cast<uint8_t>(random.next_u64());
    }
    EXPECT_TRUE(!StunMessage::parse(bytes) || bytes == request());
  }
}

TEST(IceCredentials, AreFreshAndWellFormed) {
  SeededRandom random(1);
  const auto a = IceCredentials::generate(random);
  const auto b = IceCredentials::generate(random);
  EXPECT_TRUE(a.validate());
  EXPECT_NE(a.ufrag, b.ufrag);
  EXPECT_NE(a.password, b.password);
}

TEST(IceCredentials, AreRefusedWhenShortLongOrOfOtherCharacters) {
  SeededRandom random(1);
  const auto good = IceCredentials::generate(random);
  for (const IceCredentials& bad :
       {IceCredentials{"abc", good.password}, IceCredentials{good.ufrag, std::string(21, 'a')},
        IceCredentials{std::string(257, 'a'), good.password},
        IceCredentials{"a:bcd", good.password}, IceCredentials{good.ufrag + "\r\n", good.password},
        IceCredentials{"", ""}}) {
    EXPECT_FALSE(bad.validate());
  }
}

}  // namespace
}  // namespace conclave::transport
