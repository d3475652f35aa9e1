#include "mls/ratchet_tree.h"

#include "mls/group_test_support.h"

namespace conclave::mls {
namespace {

using namespace testing;

constexpr CipherSuite kTreeSuite = kCipherSuites[2];

LeafNode named_leaf(uint8_t name) {
  LeafNode leaf;
  leaf.encryption_key = {name, 1};
  leaf.signature_key = {name, 2};
  return leaf;
}

RatchetTree tree_of(uint8_t members) {
  RatchetTree tree(kTreeSuite, named_leaf(0));
  for (uint8_t i = 1; i < members; ++i) tree.add(named_leaf(i));
  return tree;
}

ParentNode parent_node(std::vector<LeafIndex> unmerged) {
  return {.encryption_key = {9, 9}, .parent_hash = {}, .unmerged_leaves = std::move(unmerged)};
}

TEST(RatchetTree, GrowsAndTruncatesByPowersOfTwo) {
  RatchetTree tree = tree_of(5);
  EXPECT_EQ(tree.width(), 8u);
  tree.remove(LeafIndex(4));
  EXPECT_EQ(tree.width(), 4u);
  tree.remove(LeafIndex(1));
  EXPECT_EQ(tree.add(named_leaf(7)), LeafIndex(1));
  for (uint32_t i = 3; i > 0; --i) tree.remove(LeafIndex(i));
  EXPECT_EQ(tree.width(), 1u);
  EXPECT_EQ(tree.member_count(), 1u);
}

TEST(RatchetTree, CachedHashesAreThoseOfATreeBuiltAnew) {
  RatchetTree tree = tree_of(11);
  SeededRandom random(4);
  for (int step = 0; step < 200; ++step) {
    (void)tree.root_hash();
    const LeafIndex leaf(static_cast<uint32_t>(random.below(tree.width())));
    if (tree.leaf(leaf) == nullptr || tree.member_count() < 3) {
      tree.add(named_leaf(static_cast<uint8_t>(step)));
    } else if (random.chance(0.4)) {
      std::vector<Buffer> keys(tree.filtered_path(leaf).size(), Buffer{static_cast<uint8_t>(step)});
      tree.set_path(leaf, keys);
    } else {
      tree.remove(leaf);
    }
    const WireTree wire = *decode<WireTree>(tree.encode());
    const RatchetTree anew = *RatchetTree::from_wire(kTreeSuite, wire);
    ASSERT_TRUE(equal(tree.root_hash(), anew.root_hash())) << "step " << step;
  }
}

TEST(RatchetTree, CopiesDoNotShareChanges) {
  RatchetTree tree = tree_of(4);
  const Buffer before = to_buffer(tree.root_hash());
  RatchetTree copy = tree;
  copy.remove(LeafIndex(2));
  EXPECT_FALSE(equal(copy.root_hash(), before));
  EXPECT_TRUE(equal(tree.root_hash(), before));
}

TEST(RatchetTree, RefusesNodesOfTheWrongKindAndBlankEnds) {
  EXPECT_FALSE(RatchetTree::from_wire(kTreeSuite, {}).has_value());
  EXPECT_FALSE(RatchetTree::from_wire(kTreeSuite, {named_leaf(1), std::nullopt}).has_value());
  EXPECT_FALSE(RatchetTree::from_wire(kTreeSuite, {parent_node({})}).has_value());
  EXPECT_FALSE(RatchetTree::from_wire(kTreeSuite, {named_leaf(1), named_leaf(2), named_leaf(3)})
                   .has_value());
}

TEST(RatchetTree, RefusesUnmergedLeavesThatAreNotThere) {
  for (const std::vector<LeafIndex>& bad :
       {std::vector{LeafIndex(9)}, std::vector{LeafIndex(0xffffffff)},
        std::vector{LeafIndex(1), LeafIndex(0)}, std::vector{LeafIndex(1), LeafIndex(1)}}) {
    // The bad node is to the right of the one whose parent hash is looked at first.
    WireTree wire = {named_leaf(1), parent_node({}),  named_leaf(2), parent_node({}),
                     named_leaf(3), parent_node(bad), named_leaf(4)};
    const RatchetTree tree = *RatchetTree::from_wire(kTreeSuite, wire);
    EXPECT_EQ(error_of(tree.verify_structure()), ErrorCode::kInvalid);
  }
}

TEST(RatchetTree, RefusesAParentNobodyVouchesFor) {
  const RatchetTree tree =
      *RatchetTree::from_wire(kTreeSuite, {named_leaf(1), parent_node({}), named_leaf(2)});
  EXPECT_EQ(error_of(tree.verify_structure()), ErrorCode::kInvalid);
}

TEST(RatchetTree, RefusesAKeyTwice) {
  RatchetTree tree = tree_of(3);
  EXPECT_TRUE(tree.verify_unique_keys().has_value());
  tree.add(named_leaf(1));
  EXPECT_EQ(error_of(tree.verify_unique_keys()), ErrorCode::kInvalid);
}

TEST(RatchetTree, ARealMeetingsTreeStands) {
  SeededRandom random(8);
  std::vector<Group> members = make_meeting(6, random);
  const OwnKeyPackage late = make_own(random, "late");
  Committed removal = *members[3].commit({.remove = {LeafIndex(1)}}, {}, random);
  const Committed added =
      *removal.next.commit({.add = {late.key_package}, .force_path = false}, {}, random);
  EXPECT_TRUE(added.next.tree().verify_structure().has_value());
}

}  // namespace
}  // namespace conclave::mls
