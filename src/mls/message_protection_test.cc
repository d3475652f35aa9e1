#include "mls/message_protection.h"

#include "mls/transcript_hash.h"

#include <gtest/gtest.h>

namespace conclave::mls {
namespace {

constexpr CipherSuite kSuite = kCipherSuites[2];
const Buffer kSenderDataSecret(32, 1);
const Buffer kMembershipKey(32, 2);
const Buffer kConfirmationTag(32, 3);
constexpr LeafIndex kSender(1);

GroupContext make_context() {
  GroupContext context;
  context.cipher_suite = kSuite.id;
  context.group_id = {1, 2, 3};
  context.epoch = 7;
  return context;
}

SecretTree make_tree() { return SecretTree(kSuite, Secret(Buffer(32, 5)), 4); }

class MessageProtection : public testing::Test {
 protected:
  AuthenticatedContent sign(WireFormat format, Content content) {
    FramedContent framed{.group_id = context_.group_id,
                         .epoch = context_.epoch,
                         .sender = MemberSender{kSender},
                         .authenticated_data = {9, 9},
                         .content = std::move(content)};
    return *sign_content(kSuite, format, std::move(framed), context_, keys_.private_key.reveal(),
                         random_);
  }
  AuthenticatedContent sign_data(size_t size) {
    return sign(WireFormat::kPrivateMessage, ApplicationData{Buffer(size, 'x')});
  }
  AuthenticatedContent sign_commit(WireFormat format) {
    AuthenticatedContent commit = sign(format, Commit{});
    commit.auth.confirmation_tag = kConfirmationTag;
    return commit;
  }
  PrivateMessage seal(const AuthenticatedContent& content, size_t bucket_min = 0) {
    return *protect_private(kSuite, content, kSenderDataSecret, sending_, bucket_min, random_);
  }
  Result<AuthenticatedContent> open(const PrivateMessage& message) {
    auto content = TRY(unprotect_private(kSuite, message, kSenderDataSecret, receiving_));
    return verify_content(kSuite, std::move(content), context_, keys_.public_key);
  }
  Result<AuthenticatedContent> open(PublicMessage message) {
    auto content = TRY(unprotect_public(kSuite, std::move(message), kMembershipKey, context_));
    return verify_content(kSuite, std::move(content), context_, keys_.public_key);
  }

  SeededRandom random_{1};
  GroupContext context_ = make_context();
  crypto::KeyPair keys_ = *crypto::signature_generate(kSuite.signature, random_);
  SecretTree sending_ = make_tree();
  SecretTree receiving_ = make_tree();
};

TEST_F(MessageProtection, OpensWhatWasSealedAndSaysWhoSentIt) {
  const auto opened = open(seal(sign_data(20)));
  ASSERT_TRUE(opened);
  EXPECT_EQ(member(opened->content.sender)->leaf_index, kSender);
  EXPECT_EQ(std::get<ApplicationData>(opened->content.content).data, Buffer(20, 'x'));
  EXPECT_EQ(opened->content.authenticated_data, Buffer({9, 9}));
}

TEST_F(MessageProtection, CarriesCommitsWithTheirConfirmationTag) {
  for (const WireFormat format : {WireFormat::kPrivateMessage, WireFormat::kPublicMessage}) {
    const AuthenticatedContent commit = sign_commit(format);
    const auto opened = format == WireFormat::kPrivateMessage
                            ? open(seal(commit))
                            : open(protect_public(kSuite, commit, kMembershipKey, context_));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->auth.confirmation_tag, kConfirmationTag);
    EXPECT_EQ(confirmed_transcript_hash(kSuite, {}, *opened),
              confirmed_transcript_hash(kSuite, {}, commit));
  }
}

TEST_F(MessageProtection, OpensMessagesInAnyOrderButEachOnce) {
  const PrivateMessage first = seal(sign_data(1));
  const PrivateMessage second = seal(sign_data(2));
  EXPECT_TRUE(open(second));
  EXPECT_TRUE(open(first));
  EXPECT_EQ(open(first).error().code, ErrorCode::kReplayed);
  EXPECT_EQ(open(second).error().code, ErrorCode::kReplayed);
}

TEST_F(MessageProtection, RefusesEveryFlippedByteAndStillOpensTheRealMessage) {
  const PrivateMessage message = seal(sign_data(10));
  for (Buffer PrivateMessage::* field :
       {&PrivateMessage::encrypted_sender_data, &PrivateMessage::ciphertext,
        &PrivateMessage::authenticated_data, &PrivateMessage::group_id}) {
    for (size_t i = 0; i < (message.*field).size(); ++i) {
      PrivateMessage forged = message;
      (forged.*field)[i] ^= 1;
      EXPECT_FALSE(open(forged));
    }
  }
  PrivateMessage other_type = message;
  other_type.content_type = ContentType::kCommit;
  EXPECT_FALSE(open(other_type));
  PrivateMessage other_epoch = message;
  ++other_epoch.epoch;
  EXPECT_FALSE(open(other_epoch));
  EXPECT_TRUE(open(message));
}

TEST_F(MessageProtection, RefusesTruncatedMessages) {
  const PrivateMessage message = seal(sign_data(10));
  for (size_t size = 0; size < message.ciphertext.size(); ++size) {
    PrivateMessage shorter = message;
    shorter.ciphertext.resize(size);
    EXPECT_FALSE(open(shorter));
  }
  PrivateMessage no_sender = message;
  no_sender.encrypted_sender_data.clear();
  EXPECT_FALSE(open(no_sender));
}

TEST_F(MessageProtection, HidesTheLengthWithinABucket) {
  const size_t usual = seal(sign_data(1), 256).ciphertext.size();
  for (size_t size = 0; size <= 200; ++size) {
    const PrivateMessage message = seal(sign_data(size), 256);
    EXPECT_EQ(message.ciphertext.size(), usual);
    EXPECT_TRUE(open(message));
  }
  const size_t next = seal(sign_data(300), 256).ciphertext.size();
  EXPECT_EQ(next, usual + 256);
  EXPECT_EQ(seal(sign_data(500), 256).ciphertext.size(), next);
}

// RFC 9420 section 6.3.1: padding other than zeros makes the message malformed.
TEST_F(MessageProtection, RefusesPaddingThatIsNotZero) {
  const AuthenticatedContent content = sign_data(4);
  PrivateMessage message = seal(content);
  SecretTree again = make_tree();
  MessageKey key = *again.key(kSender, Ratchet::kApplication, 0);
  Writer plaintext;
  write_content(plaintext, content.content.content);
  write_auth(plaintext, ContentType::kApplication, content.auth);
  plaintext.zeros(3).u8(1);
  // Sealed by hand, with a one behind the zeros: no reuse guard, the same additional data.
  Writer aad;
  write(aad, message.group_id);
  write(aad, message.epoch);
  write(aad, message.content_type);
  const Buffer sender_aad = to_buffer(aad.view());
  write(aad, message.authenticated_data);
  message.ciphertext = *crypto::aead_seal(kSuite.aead, key.key.reveal(), key.nonce.reveal(),
                                          aad.view(), plaintext.view());
  Writer sender;
  sender.u32(kSender.value()).u32(0).u32(0);
  const MessageKey sender_key = sender_data_key(kSuite, kSenderDataSecret, message.ciphertext);
  message.encrypted_sender_data = *crypto::aead_seal(
      kSuite.aead, sender_key.key.reveal(), sender_key.nonce.reveal(), sender_aad, sender.view());
  EXPECT_EQ(open(message).error().code, ErrorCode::kMalformed);
}

TEST_F(MessageProtection, RefusesASignatureByAnotherKeyOrForAnotherContext) {
  const PrivateMessage message = seal(sign_data(4));
  auto content = *unprotect_private(kSuite, message, kSenderDataSecret, receiving_);
  const crypto::KeyPair other = *crypto::signature_generate(kSuite.signature, random_);
  EXPECT_FALSE(verify_content(kSuite, content, context_, other.public_key));
  GroupContext elsewhere = context_;
  elsewhere.tree_hash = {1};
  EXPECT_FALSE(verify_content(kSuite, content, elsewhere, keys_.public_key));
  EXPECT_TRUE(verify_content(kSuite, content, context_, keys_.public_key));
}

TEST_F(MessageProtection, RefusesAPublicMessageWithoutTheMembershipKey) {
  const PublicMessage message =
      protect_public(kSuite, sign_commit(WireFormat::kPublicMessage), Buffer(32, 7), context_);
  EXPECT_EQ(open(message).error().code, ErrorCode::kUnauthentic);
  PublicMessage untagged = message;
  untagged.membership_tag.clear();
  EXPECT_EQ(open(untagged).error().code, ErrorCode::kUnauthentic);
}

TEST_F(MessageProtection, RefusesApplicationDataInAPublicMessage) {
  PublicMessage message =
      protect_public(kSuite, sign_commit(WireFormat::kPublicMessage), kMembershipKey, context_);
  message.content.content = ApplicationData{{1}};
  EXPECT_EQ(open(message).error().code, ErrorCode::kInvalid);
}

TEST_F(MessageProtection, RefusesASenderOutsideTheTree) {
  AuthenticatedContent content = sign_data(4);
  content.content.sender = MemberSender{LeafIndex(5)};
  SecretTree wider(kSuite, Secret(Buffer(32, 5)), 8);
  const auto message = *protect_private(kSuite, content, kSenderDataSecret, wider, 0, random_);
  EXPECT_EQ(open(message).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace conclave::mls
