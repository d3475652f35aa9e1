#include "e2ee/safety_code.h"

#include "base/reader.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

constexpr size_t kBlocks = 6;
constexpr size_t kDigits = 5;  // a block
constexpr uint64_t kModulus = 100'000;
constexpr uint16_t kWordList = 2048;

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

SafetyCode safety_code(Bytes epoch_authenticator, std::span<const mls::Member> roster) {
  constexpr crypto::Hash kHash = crypto::Hash::kSha256;
  const Buffer roster_hash = crypto::digest(kHash, encode_roster(roster));
  const Secret key = crypto::hkdf_extract(kHash, epoch_authenticator, roster_hash);
  const auto expand = [&](std::string_view info, size_t size) {
    return crypto::hkdf_expand(kHash, key.reveal(), as_bytes(info), size);
  };
  const Secret blocks = expand("Conclave 1 safety code", kBlocks * sizeof(uint64_t));
  const Secret pairs = expand("Conclave 1 safety words", kSafetyWords * sizeof(uint16_t));
  SafetyCode code;
  Reader digits(blocks.reveal());
  for (size_t i = 0; i < kBlocks; ++i) code.digits += to_digits(*digits.u64());
  Reader words(pairs.reveal());
  for (uint16_t& word : code.words) word = *words.u16() % kWordList;
  return code;
}

}  // namespace conclave::e2ee
