// A member's signed statement about an epoch (RFC 9420 section 12.4.3): sealed inside a Welcome
// for newcomers, or published for those who join by external commit.
//
//   struct {
//       GroupContext group_context;
//       Extension extensions<V>;
//       MAC confirmation_tag;
//       uint32 signer;
//       opaque signature<V>; /* SignWithLabel(., "GroupInfoTBS", GroupInfoTBS) */
//   } GroupInfo;
#pragma once

#include "mls/group_context.h"

namespace conclave::mls {

struct GroupInfo {
  static constexpr WireFormat kType = WireFormat::kGroupInfo;
  GroupContext group_context;
  Extensions extensions;
  Buffer confirmation_tag;
  LeafIndex signer;
  Buffer signature;

  static constexpr auto fields() {
    return std::tuple(&GroupInfo::group_context, &GroupInfo::extensions,
                      &GroupInfo::confirmation_tag, &GroupInfo::signer, &GroupInfo::signature);
  }
  friend bool operator==(const GroupInfo&, const GroupInfo&) = default;
};

Buffer to_be_signed(const GroupInfo& group_info);  // GroupInfoTBS

}  // namespace conclave::mls
