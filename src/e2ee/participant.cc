#include "e2ee/participant.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"
#include "e2ee/text.h"

namespace conclave::e2ee {
namespace {

constexpr uint8_t kVersion = 1;

Result<std::string> take_name(Reader& reader) {
  const uint8_t size = TRY(reader.u8());
  if (size > limits::kNameBytesMax) return Error(ErrorCode::kMalformed, "name too long");
  const Bytes field = TRY(reader.read(limits::kNameBytesMax));
  if (std::ranges::any_of(field.subspan(size), [](uint8_t byte) { return byte != 0; })) {
    return Error(ErrorCode::kMalformed, "bytes behind the name");
  }
  const std::string_view name = as_text(field.first(size));
  TRY(check_name(name));
  return std::string(name);
}

}  // namespace

Result<void> check_name(std::string_view name) {
  return check_text(name, limits::kNameBytesMax, Lines::kOne);
}

mls::Credential make_credential(const Participant& participant) {
  CHECK(check_name(participant.name));
  Writer identity;
  identity.u8(kVersion).u32(participant.connection.value());
  identity.u8(static_cast<uint8_t>(participant.name.size())).bytes(as_bytes(participant.name));
  identity.zeros(limits::kNameBytesMax - participant.name.size());
  return mls::BasicCredential{.identity = std::move(identity).take()};
}

Result<Participant> parse_credential(const mls::Credential& credential) {
  const auto* basic = std::get_if<mls::BasicCredential>(&credential);
  if (basic == nullptr) return Error(ErrorCode::kUnsupported, "not a basic credential");
  Reader reader(basic->identity);
  if (TRY(reader.u8()) != kVersion) {
    return Error(ErrorCode::kUnsupported, "participant of another version");
  }
  Participant participant;
  participant.connection = ConnectionId(TRY(reader.u32()));
  participant.name = TRY(take_name(reader));
  TRY(reader.expect_end());
  if (participant.connection.value() == 0) {
    return Error(ErrorCode::kMalformed, "connection 0 is nobody");
  }
  return participant;
}

}  // namespace conclave::e2ee
