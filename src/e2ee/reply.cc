#include "e2ee/reply.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"
#include "e2ee/knock.h"
#include "e2ee/participant.h"

namespace conclave::e2ee {
namespace {

constexpr uint8_t kVersion = 1;

Buffer reply_aad(const LinkKeys& door, Bytes knock) {
  Buffer aad = to_buffer(as_bytes("Conclave reply"));
  append(aad, door.meeting_id);
  append(aad, crypto::digest(crypto::Hash::kSha256, knock));
  return aad;
}

Buffer encode(const Reply& reply) {
  Writer out;
  out.u8(static_cast<uint8_t>(reply.index() + 1));
  if (const auto* waiting = std::get_if<ReplyWaiting>(&reply)) {
    CHECK(waiting->hosts.size() <= limits::kReplyHostsMax);
    out.u8(static_cast<uint8_t>(waiting->hosts.size()));
    for (const std::string& host : waiting->hosts) {
      out.u8(static_cast<uint8_t>(host.size())).bytes(as_bytes(host));
    }
  }
  const size_t buckets = out.size() / limits::kAppMessageBucket + 1;
  out.zeros(buckets * limits::kAppMessageBucket - out.size());
  return std::move(out).take();
}

Result<Reply> parse_waiting(Reader& reader) {
  const size_t count = TRY(reader.u8());
  if (count > limits::kReplyHostsMax) return Error(ErrorCode::kMalformed, "too many hosts");
  ReplyWaiting waiting;
  for (size_t i = 0; i < count; ++i) {
    const size_t size = TRY(reader.u8());
    waiting.hosts.emplace_back(as_text(TRY(reader.read(size))));
    TRY(check_name(waiting.hosts.back()));
  }
  return waiting;
}

Result<Reply> parse(Reader& reader) {
  switch (TRY(reader.u8())) {
    case 1: return parse_waiting(reader);
    case 2: return ReplyDenied{};
    case 3: return ReplyWrongPassphrase{};
    default: return Error(ErrorCode::kUnsupported, "reply of a later version");
  }
}

}  // namespace

Result<Buffer> seal_reply(const LinkKeys& door, Bytes knock, const Reply& reply, Random& random) {
  std::array<uint8_t, crypto::kAeadNonceSize> nonce;
  random.fill(nonce);
  const Buffer sealed = TRY(crypto::aead_seal(kMeetingSuite.aead, door.knock_key.reveal(), nonce,
                                              reply_aad(door, knock), encode(reply)));
  Writer envelope(1 + nonce.size() + sealed.size());
  envelope.u8(kVersion).bytes(nonce).bytes(sealed);
  return std::move(envelope).take();
}

Result<Reply> open_reply(const LinkKeys& door, Bytes knock, Bytes envelope) {
  if (envelope.size() > limits::kReplyBytesMax) return Error(ErrorCode::kLimit, "reply too large");
  Reader reader(envelope);
  if (TRY(reader.u8()) != kVersion) {
    return Error(ErrorCode::kUnsupported, "reply of another version");
  }
  const Bytes nonce = TRY(reader.read(crypto::kAeadNonceSize));
  const Secret plaintext = TRY(crypto::aead_open(kMeetingSuite.aead, door.knock_key.reveal(), nonce,
                                                 reply_aad(door, knock), reader.rest()));
  Reader inside(plaintext.reveal());
  return parse(inside);
}

}  // namespace conclave::e2ee
