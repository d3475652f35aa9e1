#include "e2ee/safety_code.h"

#include "base/reader.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

constexpr size_t kBlocks = 6;
constexpr size_t kDigits = 5;  // a block
constexpr uint64_t kModulus = 100'000;

Buffer encode_roster(std::span<const mls::Member> roster) {
  Writer out;
  for (const mls::Member& member : roster) {
    mls::write(out, member.leaf);
    mls::write(out, member.signature_key);
    if (const auto* basic = std::get_if<mls::BasicCredential>(&member.credential)) {
      mls::write(out, basic->identity);
    }
  }
  return std::move(out).take();
}

std::string to_digits(uint64_t block) {
  std::string digits = std::to_string(block % kModulus);
  return std::string(kDigits - digits.size(), '0') + digits;
}

}  // namespace

std::string safety_code(Bytes epoch_authenticator, std::span<const mls::Member> roster) {
  constexpr crypto::Hash kHash = crypto::Hash::kSha256;
  const Buffer roster_hash = crypto::digest(kHash, encode_roster(roster));
  const Secret key = crypto::hkdf_extract(kHash, epoch_authenticator, roster_hash);
  const Secret blocks = crypto::hkdf_expand(kHash, key.reveal(), as_bytes("Conclave 1 safety code"),
                                            kBlocks * sizeof(uint64_t));
  std::string code;
  Reader reader(blocks.reveal());
  for (size_t i = 0; i < kBlocks; ++i) code += to_digits(*reader.u64());
  return code;
}

}  // namespace conclave::e2ee
