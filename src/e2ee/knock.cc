#include "e2ee/knock.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"
#include "e2ee/policy.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {
namespace {

constexpr uint8_t kVersion = 2;
constexpr size_t kProofSize = 32;

Buffer knock_aad(const LinkKeys& link) {
  Buffer aad = to_buffer(as_bytes("Conclave knock"));
  append(aad, link.meeting_id);
  return aad;
}

Secret prove(const LinkKeys& link, Bytes key_package) {
  return crypto::hmac(crypto::Hash::kSha256, link.proof_key.reveal(), key_package);
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

struct Unsealed {
  size_t door;
  Secret plaintext;
};

Result<Unsealed> unseal_by_any(std::span<const LinkKeys> doors, Bytes envelope) {
  Error error(ErrorCode::kUnauthentic, "there is no door");
  for (size_t door = 0; door < doors.size(); ++door) {
    auto plaintext = unseal(doors[door], envelope);
    if (plaintext) return Unsealed{.door = door, .plaintext = std::move(*plaintext)};
    error = plaintext.error();
  }
  return error;
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
                   .not_after = seconds + limits::kKeyPackageSeconds},
      .supported_extensions = {kPolicyExtension}};
  return mls::make_key_package(kMeetingSuite, identity, options, random);
}

Result<Buffer> seal_knock(const LinkKeys& link, const mls::KeyPackage& key_package,
                          Random& random) {
  std::array<uint8_t, crypto::kAeadNonceSize> nonce;
  random.fill(nonce);
  const Buffer message = mls::encode_message(mls::Unverified(key_package));
  Buffer plaintext = to_buffer(prove(link, message).reveal());
  append(plaintext, message);
  const Buffer sealed = TRY(crypto::aead_seal(kMeetingSuite.aead, link.knock_key.reveal(), nonce,
                                              knock_aad(link), plaintext));
  Writer envelope(1 + nonce.size() + sealed.size());
  envelope.u8(kVersion).bytes(nonce).bytes(sealed);
  return std::move(envelope).take();
}

Result<size_t> door_of_knock(std::span<const LinkKeys> doors, Bytes envelope) {
  return TRY(unseal_by_any(doors, envelope)).door;
}

Result<OpenedKnock> open_knock(std::span<const LinkKeys> doors, ConnectionId from, Bytes envelope,
                               mls::UnixSeconds now) {
  const auto [door, plaintext] = TRY(unseal_by_any(doors, envelope));
  Reader reader(plaintext.reveal());
  const Bytes proof = TRY(reader.read(kProofSize));
  if (!equal_in_constant_time(prove(doors[door], reader.rest()).reveal(), proof)) {
    return Error(ErrorCode::kRefused, "wrong passphrase");
  }
  auto claimed = TRY(mls::decode_message<mls::Unverified<mls::KeyPackage>>(reader.rest()));
  OpenedKnock knock{
      .key_package = TRY(mls::verify(std::move(claimed), now)), .participant = {}, .door = door};
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
