// Commits by a dishonest member: signed by it, and wrong. Whoever holds the group's keys gets past
// membership tag and signature, so these start where handle() has done its part.

#include "mls/commit_reader.h"

#include "mls/group_test_support.h"

namespace conclave::mls {
namespace {

using namespace testing;

class DishonestCommit : public ::testing::Test {
 protected:
  AuthenticatedContent commit_of(size_t member, CommitOptions options = {}) {
    options.framing.is_public = true;
    const Committed committed = *members_[member].commit(options, {}, random_);
    auto message = *decode_message<PublicMessage>(committed.message);
    return {.wire_format = WireFormat::kPublicMessage,
            .content = std::move(message.content),
            .auth = std::move(message.auth)};
  }
  Commit& body(AuthenticatedContent& content) { return std::get<Commit>(content.content.content); }
  Result<Received> read(const AuthenticatedContent& content) {
    return CommitReader(members_[1], content, psks_, std::nullopt).read();
  }

  SeededRandom random_{99};
  PskStore psks_;
  std::vector<Group> members_ = make_meeting(4, random_);
};

TEST_F(DishonestCommit, StandsWhenItIsHonest) { EXPECT_TRUE(read(commit_of(0)).has_value()); }

TEST_F(DishonestCommit, WithAnotherConfirmationTag) {
  AuthenticatedContent content = commit_of(0);
  content.auth.confirmation_tag[0] ^= 1;
  EXPECT_EQ(error_of(read(content)), ErrorCode::kUnauthentic);
  content.auth.confirmation_tag.clear();
  EXPECT_EQ(error_of(read(content)), ErrorCode::kUnauthentic);
}

TEST_F(DishonestCommit, WithoutThePathThatARemovalOrNothingNeeds) {
  AuthenticatedContent removal = commit_of(0, {.remove = {LeafIndex(3)}});
  body(removal).path.reset();
  EXPECT_EQ(error_of(read(removal)), ErrorCode::kInvalid);
  AuthenticatedContent empty = commit_of(0);
  body(empty).path.reset();
  EXPECT_EQ(error_of(read(empty)), ErrorCode::kInvalid);
}

TEST_F(DishonestCommit, WithSomethingElseInThePath) {
  const AuthenticatedContent honest = commit_of(0);
  AuthenticatedContent other_key = honest;
  body(other_key).path->nodes.back().encryption_key[0] ^= 1;
  EXPECT_EQ(error_of(read(other_key)), ErrorCode::kInvalid);
  AuthenticatedContent shorter = honest;
  body(shorter).path->nodes.pop_back();
  EXPECT_EQ(error_of(read(shorter)), ErrorCode::kInvalid);
  AuthenticatedContent fewer = honest;
  body(fewer).path->nodes[1].encrypted_path_secret.pop_back();
  EXPECT_EQ(error_of(read(fewer)), ErrorCode::kInvalid);
  AuthenticatedContent unsigned_leaf = honest;
  body(unsigned_leaf).path->leaf_node.signature[0] ^= 1;
  EXPECT_EQ(error_of(read(unsigned_leaf)), ErrorCode::kUnauthentic);
}

TEST_F(DishonestCommit, WithAListThatMayNotStand) {
  const auto with = [&](std::vector<Proposal> proposals) {
    AuthenticatedContent content = commit_of(0);
    for (Proposal& proposal : proposals) body(content).proposals.emplace_back(std::move(proposal));
    return read(content);
  };
  const Proposal remove{.body = Remove{.removed = LeafIndex(2)}};
  const Proposal reinit{.body = ReInit{.group_id = {1}, .cipher_suite = kSuite, .extensions = {}}};
  const Proposal no_extensions{.body = GroupContextExtensions{}};
  const PreSharedKeyId short_nonce{.psk = ExternalPskId{.psk_id = {7}}, .psk_nonce = {1}};
  const PreSharedKeyId branch{.psk = ResumptionPskId{.usage = ResumptionPskUsage::kBranch,
                                                     .psk_group_id = {1, 2, 3},
                                                     .psk_epoch = 1},
                              .psk_nonce = Buffer(32)};
  LeafNode own_leaf = *members_[0].tree().leaf(LeafIndex(0));
  for (const std::vector<Proposal>& list : {
           std::vector<Proposal>{remove, remove},
           {{.body = Remove{.removed = LeafIndex(0)}}},
           {{.body = Remove{.removed = LeafIndex(50)}}},
           {reinit, remove},
           {no_extensions, no_extensions},
           {{.body = ExternalInit{.kem_output = {1}}}},
           {{.body = PreSharedKey{.psk = short_nonce}}},
           {{.body = PreSharedKey{.psk = branch}}},
           {{.body = Update{.leaf_node = own_leaf}}},
       }) {
    EXPECT_EQ(error_of(with(list)), ErrorCode::kInvalid) << static_cast<int>(list[0].type());
  }
}

TEST_F(DishonestCommit, AddingAForgedKeyPackage) {
  const OwnKeyPackage newcomer = make_own(random_, "new");
  AuthenticatedContent content = commit_of(0, {.add = {newcomer.key_package}});
  auto& add = std::get<Add>(std::get<Proposal>(body(content).proposals[0]).body);
  add.key_package.leaf_node.credential = BasicCredential{.identity = {'e', 'v', 'e'}};
  EXPECT_EQ(error_of(read(content)), ErrorCode::kUnauthentic);
}

}  // namespace
}  // namespace conclave::mls
