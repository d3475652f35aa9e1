// Syntax alone: what decodes has to encode to the same bytes.

#include "mls/mls_message.h"
#include "mls/node.h"
#include "vectors.h"

namespace conclave::vectors {
namespace {

using namespace mls;

template <typename T>
Result<void> round_trip(const Buffer& bytes) {
  const T value = TRY(decode<T>(bytes));
  return expect(encode(value) == bytes, "encodes to other bytes");
}

template <typename Body>
Result<void> message_round_trip(const Buffer& bytes) {
  const Body body = TRY(decode_message<Body>(bytes));
  return expect(encode_message(body) == bytes, "encodes to other bytes");
}

}  // namespace

Result<void> check_deserialization(const Json& one) {
  const Buffer header = one["vlbytes_header"].hex();
  Reader reader(header);
  const size_t length = TRY(read_length(reader));
  return expect(length == one["length"].number() && reader.empty(), "another length");
}

Result<void> check_messages(const Json& one) {
  TRY(message_round_trip<Welcome>(one["mls_welcome"].hex()));
  TRY(message_round_trip<Unverified<GroupInfo>>(one["mls_group_info"].hex()));
  TRY(message_round_trip<Unverified<KeyPackage>>(one["mls_key_package"].hex()));
  TRY(round_trip<WireTree>(one["ratchet_tree"].hex()));
  TRY(round_trip<GroupSecrets>(one["group_secrets"].hex()));
  TRY(round_trip<Add>(one["add_proposal"].hex()));
  TRY(round_trip<Update>(one["update_proposal"].hex()));
  TRY(round_trip<Remove>(one["remove_proposal"].hex()));
  TRY(round_trip<PreSharedKey>(one["pre_shared_key_proposal"].hex()));
  TRY(round_trip<ReInit>(one["re_init_proposal"].hex()));
  TRY(round_trip<ExternalInit>(one["external_init_proposal"].hex()));
  TRY(round_trip<GroupContextExtensions>(one["group_context_extensions_proposal"].hex()));
  TRY(round_trip<Commit>(one["commit"].hex()));
  TRY(message_round_trip<PublicMessage>(one["public_message_application"].hex()));
  TRY(message_round_trip<PublicMessage>(one["public_message_proposal"].hex()));
  TRY(message_round_trip<PublicMessage>(one["public_message_commit"].hex()));
  return message_round_trip<PrivateMessage>(one["private_message"].hex());
}

}  // namespace conclave::vectors
