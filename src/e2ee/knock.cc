#include "e2ee/knock.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {
namespace {

constexpr uint8_t kVersion = 1;

Buffer knock_aad(const LinkKeys& link) {
  Buffer aad = to_buffer(as_bytes("Conclave knock"));
  append(aad, link.meeting_id);
  return aad;
}

Result<Secret> unseal(const LinkKeys& link, Bytes envelope) {
  if (envelope.size() > limits::kKnockBytesMax) return Error(ErrorCode::kLimit, "knock too large");
  Reader reader(envelope);
  if (TRY(reader.u8()) != kVersion) {
    return Error(ErrorCode::kUnsupported, "knock of another version");
  }
  const Bytes nonce = TRY(reader.read(crypto::kAeadNonceSize));
  return crypto::aead_open(kMeetingSuite.aead, link.knock_key.reveal(), nonce, knock_aad(link),
                           reader.rest());
}

}  // namespace

Result<mls::OwnKeyPackage> make_own_key_package(const Participant& participant,
                                                mls::UnixSeconds now, Random& random) {
  const mls::Identity identity =
      TRY(mls::make_identity(kMeetingSuite, make_credential(participant), random));
  const uint64_t seconds = now.value();
  const mls::KeyPackageOptions options{
      // Clocks differ; what counts is that a knock is not from another day.
      .lifetime = {.not_before = seconds - std::min(seconds, limits::kKeyPackageSeconds),
                   .not_after = seconds + limits::kKeyPackageSeconds}};
  return mls::make_key_package(kMeetingSuite, identity, options, random);
}

Result<Buffer> seal_knock(const LinkKeys& link, const mls::KeyPackage& key_package,
                          Random& random) {
  std::array<uint8_t, crypto::kAeadNonceSize> nonce;
  random.fill(nonce);
  const Buffer plaintext = mls::encode_message(mls::Unverified(key_package));
  const Buffer sealed = TRY(crypto::aead_seal(kMeetingSuite.aead, link.knock_key.reveal(), nonce,
                                              knock_aad(link), plaintext));
  Writer envelope(1 + nonce.size() + sealed.size());
  envelope.u8(kVersion).bytes(nonce).bytes(sealed);
  return std::move(envelope).take();
}

Result<OpenedKnock> open_knock(const LinkKeys& link, ConnectionId from, Bytes envelope,
                               mls::UnixSeconds now) {
  const Secret plaintext = TRY(unseal(link, envelope));
  auto claimed = TRY(mls::decode_message<mls::Unverified<mls::KeyPackage>>(plaintext.reveal()));
  OpenedKnock knock{.key_package = TRY(mls::verify(std::move(claimed), now)), .participant = {}};
  if (knock.key_package.cipher_suite != kMeetingSuite.id) {
    return Error(ErrorCode::kInvalid, "key package of another cipher suite");
  }
  knock.participant = TRY(parse_credential(knock.key_package.leaf_node.credential));
  if (knock.participant.connection != from) {
    return Error(ErrorCode::kInvalid, "knock of another connection");
  }
  return knock;
}

}  // namespace conclave::e2ee
