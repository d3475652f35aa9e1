#include "mls/secret_tree.h"

#include <gtest/gtest.h>

namespace conclave::mls {
namespace {

constexpr CipherSuite kSuite = kCipherSuites[2];

SecretTree make_tree(uint32_t leaf_count) {
  return SecretTree(kSuite, Secret(as_bytes("0123456789abcdef0123456789abcdef")), leaf_count);
}

MessageKey take(SecretTree& tree, LeafIndex leaf, Ratchet ratchet, uint32_t generation) {
  MessageKey key = *tree.key(leaf, ratchet, generation);
  tree.consume(leaf, ratchet, generation);
  return key;
}

TEST(SecretTree, GivesBothSidesTheSameKeysInAnyOrderOfLeaves) {
  SecretTree forward = make_tree(5);
  SecretTree backward = make_tree(5);
  std::vector<Secret> keys;
  for (uint32_t leaf = 0; leaf < 5; ++leaf) {
    keys.push_back(take(forward, LeafIndex(leaf), Ratchet::kApplication, 0).key);
  }
  for (uint32_t leaf = 5; leaf-- > 0;) {
    EXPECT_TRUE(take(backward, LeafIndex(leaf), Ratchet::kApplication, 0).key == keys[leaf]);
  }
}

TEST(SecretTree, NeverGivesTheSameKeyToTwoLeavesRatchetsOrGenerations) {
  SecretTree tree = make_tree(4);
  std::vector<Secret> keys;
  for (uint32_t leaf = 0; leaf < 4; ++leaf) {
    for (const Ratchet ratchet : {Ratchet::kHandshake, Ratchet::kApplication}) {
      for (uint32_t generation = 0; generation < 3; ++generation) {
        keys.push_back(take(tree, LeafIndex(leaf), ratchet, generation).key);
      }
    }
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    for (size_t j = i + 1; j < keys.size(); ++j) EXPECT_FALSE(keys[i] == keys[j]);
  }
}

TEST(SecretTree, KeepsAKeyUntilItIsConsumedAndRefusesItAfterwards) {
  SecretTree tree = make_tree(2);
  const LeafIndex leaf(1);
  const Secret first = tree.key(leaf, Ratchet::kApplication, 0)->key;
  EXPECT_TRUE(tree.key(leaf, Ratchet::kApplication, 0)->key == first);
  tree.consume(leaf, Ratchet::kApplication, 0);
  EXPECT_EQ(tree.key(leaf, Ratchet::kApplication, 0).error().code, ErrorCode::kReplayed);
}

TEST(SecretTree, OpensOvertakenMessagesWithinTheWindowOnly) {
  SecretTree tree = make_tree(2);
  const LeafIndex leaf(0);
  const uint32_t ahead = limits::kRatchetSkippedMax + 10;
  take(tree, leaf, Ratchet::kApplication, ahead);
  EXPECT_TRUE(tree.key(leaf, Ratchet::kApplication, ahead - 1));
  EXPECT_EQ(tree.key(leaf, Ratchet::kApplication, 0).error().code, ErrorCode::kReplayed);
  EXPECT_EQ(*tree.next_generation(leaf, Ratchet::kApplication), ahead + 1);
}

TEST(SecretTree, RefusesAGenerationTooFarAheadAndStaysWhereItWas) {
  SecretTree tree = make_tree(2);
  const LeafIndex leaf(0);
  for (const uint32_t generation : {uint32_t{limits::kRatchetForwardMax}, 0xffffffffu}) {
    EXPECT_EQ(tree.key(leaf, Ratchet::kHandshake, generation).error().code, ErrorCode::kLimit);
  }
  EXPECT_EQ(*tree.next_generation(leaf, Ratchet::kHandshake), 0u);
  EXPECT_TRUE(tree.key(leaf, Ratchet::kHandshake, limits::kRatchetForwardMax - 1));
}

TEST(SecretTree, RefusesALeafOutsideTheTree) {
  SecretTree tree = make_tree(5);  // eight leaves wide
  EXPECT_TRUE(tree.key(LeafIndex(7), Ratchet::kApplication, 0));
  EXPECT_EQ(tree.key(LeafIndex(8), Ratchet::kApplication, 0).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(tree.key(LeafIndex(0xffffffff), Ratchet::kApplication, 0));
}

TEST(SecretTree, ServesAGroupOfOne) {
  SecretTree tree = make_tree(1);
  EXPECT_TRUE(tree.key(LeafIndex(0), Ratchet::kApplication, 0));
  EXPECT_FALSE(tree.key(LeafIndex(1), Ratchet::kApplication, 0));
}

// RFC 9420 section 9.2: a consumed node leaves only its children behind.
TEST(SecretTree, ForgetsEveryNodeOnTheWayToALeaf) {
  SecretTree tree = make_tree(8);
  EXPECT_EQ(tree.secret_count(), 1u);
  take(tree, LeafIndex(0), Ratchet::kApplication, 0);
  // Three siblings on the way down, and the leaf's two ratchets.
  EXPECT_EQ(tree.secret_count(), 3u + 2u);
  for (uint32_t leaf = 0; leaf < 8; ++leaf) {
    (void)tree.next_generation(LeafIndex(leaf), Ratchet::kApplication);
  }
  EXPECT_EQ(tree.secret_count(), 16u);
}

}  // namespace
}  // namespace conclave::mls
