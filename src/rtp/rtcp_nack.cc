#include "rtp/rtcp_nack.h"

#include "base/limits.h"

namespace conclave::rtp {
namespace {

constexpr uint8_t kFormat = 1;

struct Item {
  SequenceNumber first;
  uint16_t following = 0;  // BLP
};

void expand(const Item& item, std::vector<SequenceNumber>& lost) {
  lost.push_back(item.first);
  for (int bit = 0; bit < 16; ++bit) {
    if (item.following >> bit & 1) {
      lost.push_back(SequenceNumber(static_cast<uint16_t>(item.first.value() + bit + 1)));
    }
  }
}

std::vector<Item> compress(const std::vector<SequenceNumber>& lost) {
  std::vector<Item> items;
  for (const SequenceNumber sequence : lost) {
    const int behind = items.empty() ? 0 : distance(sequence, items.back().first);
    if (behind >= 1 && behind <= 16) {
      items.back().following = static_cast<uint16_t>(items.back().following | 1 << (behind - 1));
    } else {
      items.push_back({.first = sequence});
    }
  }
  return items;
}

}  // namespace

Result<Nack> parse_nack(const RtcpPart& part) {
  Reader reader(part.body);
  Nack nack;
  nack.sender = Ssrc(TRY(reader.u32()));
  nack.media = Ssrc(TRY(reader.u32()));
  while (!reader.empty()) {
    Item item{.first = SequenceNumber(TRY(reader.u16()))};
    item.following = TRY(reader.u16());
    expand(item, nack.lost);
    if (nack.lost.size() > limits::kNackedPacketsMax) {
      return Error(ErrorCode::kLimit, "a NACK asks for too many packets");
    }
  }
  return nack;
}

void write_rtcp(Writer& out, const Nack& nack) {
  CHECK(!nack.lost.empty());
  const std::vector<Item> items = compress(nack.lost);
  write_part_header(out, RtcpType::kTransportFeedback, kFormat, 8 + 4 * items.size());
  out.u32(nack.sender.value()).u32(nack.media.value());
  for (const Item& item : items) out.u16(item.first.value()).u16(item.following);
}

}  // namespace conclave::rtp
