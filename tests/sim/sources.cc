#include "sim/sources.h"

#include "base/reader.h"
#include "base/writer.h"

namespace conclave::sim {
namespace {

// Small, but the highest camera layer takes two packets.
size_t content_size(e2ee::FrameStream stream, bool is_key_frame) {
  if (is_audio(stream.kind)) return 100;
  constexpr size_t kLayerBytes[] = {100, 300, 1300};
  return kLayerBytes[stream.layer] * (is_key_frame ? 2 : 1);
}

}  // namespace

Sources::Frame Sources::next(e2ee::FrameStream stream) {
  Stream& state = streams_[stream];
  const bool is_key_frame = !is_audio(stream.kind) && std::exchange(state.wants_key_frame, false);
  Writer content;
  content.u32(person_).u8(static_cast<uint8_t>(stream.kind)).u8(stream.layer);
  content.u64(state.next_number++);
  const size_t size = content_size(stream, is_key_frame);
  while (content.size() < size) {
    content.bytes(
        Bytes(kContentMarker).first(std::min(kContentMarker.size(), size - content.size())));
  }
  return {.content = std::move(content).take(), .is_key_frame = is_key_frame};
}

Result<FrameLabel> parse_label(Bytes content) {
  Reader reader(content);
  FrameLabel label;
  label.person = TRY(reader.u32());
  label.stream.kind = static_cast<SourceKind>(TRY(reader.u8()));
  label.stream.layer = TRY(reader.u8());
  label.number = TRY(reader.u64());
  return label;
}

}  // namespace conclave::sim
