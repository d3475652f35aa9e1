#include "e2ee/frame_keys.h"

namespace conclave::e2ee {
namespace {

constexpr unsigned kEpochBits = 8;
constexpr unsigned kLeafBits = 12;
constexpr unsigned kLayerBits = 2;
constexpr unsigned kKindBits = 2;
static_assert(limits::kSimulcastLayersMax < 1 << kLayerBits);
static_assert(kFrameCounterFirst < limits::kFrameCounterMax);
static_assert(limits::kPeopleMax <= 1 << kLeafBits);
static_assert(limits::kEpochsKeptMax < 1 << kEpochBits);
static_assert(kSourceKinds == 1 << kKindBits);

constexpr uint64_t low_bits(uint64_t value, unsigned count) {
  return value & ((uint64_t{1} << count) - 1);
}

}  // namespace

bool is_valid(const FrameStream& stream) {
  const size_t layers = stream.kind == SourceKind::kCamera ? limits::kSimulcastLayersMax : 1;
  return stream.layer < layers;
}

uint32_t FrameKeyId::encode() const {
  uint32_t key_id = static_cast<uint32_t>(stream.kind);
  key_id = key_id << kLayerBits | (stream.layer + 1u);
  key_id = key_id << kLeafBits | leaf.value();
  return key_id << kEpochBits | epoch_bits;
}

Result<FrameKeyId> FrameKeyId::parse(uint64_t key_id) {
  FrameKeyId parsed{};
  parsed.epoch_bits = static_cast<uint8_t>(key_id);
  key_id >>= kEpochBits;
  parsed.leaf = FrameLeaf(static_cast<uint32_t>(low_bits(key_id, kLeafBits)));
  key_id >>= kLeafBits;
  const uint64_t layer_code = low_bits(key_id, kLayerBits);
  parsed.stream.layer = static_cast<uint8_t>(layer_code - 1);
  key_id >>= kLayerBits;
  parsed.stream.kind = static_cast<SourceKind>(low_bits(key_id, kKindBits));
  if (key_id >> kKindBits != 0 || layer_code == 0 || !is_valid(parsed.stream)) {
    return Error(ErrorCode::kInvalid, "no sender has such a frame key");
  }
  return parsed;
}

}  // namespace conclave::e2ee
