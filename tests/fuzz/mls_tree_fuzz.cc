// rooms: mls
// Any bytes as a ratchet tree: hashed, checked as a joiner would, and, if it stands, changed.
#include "base/check.h"
#include "mls/ratchet_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace conclave;
  using namespace conclave::mls;
  const Bytes bytes(data, size);
  const auto wire = decode<WireTree>(bytes);
  if (!wire) return 0;
  auto tree = RatchetTree::from_wire(kCipherSuites[2], *wire);
  if (!tree) return 0;
  CHECK(equal(tree->encode(), bytes));
  (void)tree->root_hash();
  if (!tree->verify_structure()) return 0;
  (void)tree->resolution(root(tree->width()));
  for (uint32_t i = 0; i < tree->width(); ++i) {
    if (tree->leaf(LeafIndex(i)) != nullptr) (void)tree->filtered_path(LeafIndex(i));
  }
  tree->add(LeafNode{});
  tree->remove(LeafIndex(0));
  (void)tree->root_hash();
  return 0;
}
