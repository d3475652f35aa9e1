// The outermost frame: everything MLS sends is one of these (RFC 9420 section 6).
//
//   struct {
//       ProtocolVersion version = mls10;
//       WireFormat wire_format;
//       select (MLSMessage.wire_format) {
//           case mls_public_message:  PublicMessage public_message;
//           case mls_private_message: PrivateMessage private_message;
//           case mls_welcome:         Welcome welcome;
//           case mls_group_info:      GroupInfo group_info;
//           case mls_key_package:     KeyPackage key_package;
//       };
//   } MLSMessage;
#pragma once

#include "mls/framing.h"
#include "mls/group_info.h"
#include "mls/key_package.h"
#include "mls/unverified.h"
#include "mls/welcome.h"

namespace conclave::mls {

struct MlsMessage {
  std::variant<PublicMessage, PrivateMessage, Welcome, Unverified<GroupInfo>,
               Unverified<KeyPackage>>
      body;
};

template <>
struct codec::Shape<MlsMessage> {
  static void write(Writer& writer, const MlsMessage& value);
  static Result<void> read(Reader& reader, MlsMessage& value);  // kUnsupported: not MLS 1.0
};

// For callers who know which kind they need: kMalformed when the message is of another.
template <typename T>
Result<T> decode_message(Bytes bytes) {
  MlsMessage message = TRY(decode<MlsMessage>(bytes));
  T* body = std::get_if<T>(&message.body);
  if (body == nullptr) return Error(ErrorCode::kMalformed, "another kind of MLS message");
  return std::move(*body);
}

template <typename T>
Buffer encode_message(T body) {
  return encode(MlsMessage{.body = std::move(body)});
}

}  // namespace conclave::mls
