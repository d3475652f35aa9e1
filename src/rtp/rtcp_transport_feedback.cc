#include "rtp/rtcp_transport_feedback.h"

#include "base/limits.h"

namespace conclave::rtp {
namespace {

constexpr uint8_t kFormat = 15;

// Draft section 3.1.1.
enum class Symbol : uint8_t { kLost = 0, kSmallDelta = 1, kLargeDelta = 2, kReserved = 3 };

constexpr size_t kRunMax = 0x1fff;
constexpr size_t kTwoBitSymbols = 7;
constexpr size_t kOneBitSymbols = 14;

Error reserved_symbol() { return {ErrorCode::kMalformed, "a reserved packet status"}; }

// ---- reading -------------------------------------------------------------------------------

// Section 3.1.3: |0| S (2) | run length (13) |
void read_run(uint16_t chunk, size_t wanted, std::vector<Symbol>& symbols) {
  const auto symbol = static_cast<Symbol>(chunk >> 13 & 3);
  const size_t run = std::min<size_t>(chunk & kRunMax, wanted - symbols.size());
  symbols.insert(symbols.end(), run, symbol);
}

// Section 3.1.4: |1|S| symbol list (14) |, of one bit each or of two.
void read_vector(uint16_t chunk, size_t wanted, std::vector<Symbol>& symbols) {
  const bool has_two_bits = (chunk & 0x4000) != 0;
  const int bits = has_two_bits ? 2 : 1;
  for (int shift = 14 - bits; shift >= 0 && symbols.size() < wanted; shift -= bits) {
    symbols.push_back(static_cast<Symbol>(chunk >> shift & (has_two_bits ? 3 : 1)));
  }
}

Result<std::vector<Symbol>> read_symbols(Reader& reader, size_t wanted) {
  std::vector<Symbol> symbols;
  symbols.reserve(wanted);
  while (symbols.size() < wanted) {
    const uint16_t chunk = TRY(reader.u16());
    if (chunk < 0x8000 && (chunk & kRunMax) == 0) {
      return Error(ErrorCode::kMalformed, "an empty run in transport feedback");
    }
    chunk & 0x8000 ? read_vector(chunk, wanted, symbols) : read_run(chunk, wanted, symbols);
  }
  return symbols;
}

Result<int64_t> read_delta_ticks(Reader& reader, Symbol symbol) {
  if (symbol == Symbol::kSmallDelta) return int64_t{TRY(reader.u8())};
  if (symbol == Symbol::kLargeDelta) return int64_t{static_cast<int16_t>(TRY(reader.u16()))};
  return reserved_symbol();
}

Duration on_circle(Duration time) {
  return (time % kFeedbackCircle + kFeedbackCircle) % kFeedbackCircle;
}

// ---- writing -------------------------------------------------------------------------------

struct Encoded {
  std::vector<Symbol> symbols;
  std::vector<int16_t> deltas;  // of the received ones
  int64_t reference = 0;        // in reference ticks
};

Duration floor_to(Duration time, Duration tick) { return time - time % tick; }

Encoded encode(const std::vector<std::optional<Duration>>& arrivals) {
  Encoded encoded;
  std::optional<Duration> before;
  for (const auto& arrival : arrivals) {
    if (!arrival) {
      encoded.symbols.push_back(Symbol::kLost);
      continue;
    }
    if (!before) {
      before = floor_to(*arrival, kFeedbackReferenceTick);
      encoded.reference = *before / kFeedbackReferenceTick;
    }
    const Duration rounded = floor_to(*arrival, kFeedbackTick);
    const int64_t ticks = feedback_step(rounded, *before) / kFeedbackTick;
    CHECK(ticks >= INT16_MIN && ticks <= INT16_MAX);
    before = rounded;
    const bool is_small = ticks >= 0 && ticks <= 0xff;
    encoded.symbols.push_back(is_small ? Symbol::kSmallDelta : Symbol::kLargeDelta);
    encoded.deltas.push_back(static_cast<int16_t>(ticks));
  }
  CHECK(before.has_value());
  return encoded;
}

size_t run_at(const std::vector<Symbol>& symbols, size_t from) {
  size_t end = from;
  while (end < symbols.size() && symbols[end] == symbols[from] && end - from < kRunMax) ++end;
  return end - from;
}

// The fewest bits that say the next symbols: a run if it says more than a vector could, one-bit
// symbols where no large delta is near, else two-bit symbols.
struct Chunk {
  uint16_t bits = 0;
  size_t symbols = 0;
};

Chunk vector_chunk(const std::vector<Symbol>& symbols, size_t from, bool has_two_bits) {
  const size_t capacity = has_two_bits ? kTwoBitSymbols : kOneBitSymbols;
  const size_t width = has_two_bits ? 2 : 1;
  Chunk chunk{.bits = static_cast<uint16_t>(has_two_bits ? 0xc000 : 0x8000)};
  for (; chunk.symbols < capacity && from + chunk.symbols < symbols.size(); ++chunk.symbols) {
    const auto symbol = static_cast<unsigned>(symbols[from + chunk.symbols]);
    chunk.bits = static_cast<uint16_t>(chunk.bits | symbol << (14 - width * (chunk.symbols + 1)));
  }
  return chunk;
}

Chunk next_chunk(const std::vector<Symbol>& symbols, size_t from) {
  const size_t run = run_at(symbols, from);
  const size_t end = std::min(symbols.size(), from + kOneBitSymbols);
  bool fits_one_bit = true;
  for (size_t i = from; i < end; ++i) fits_one_bit &= symbols[i] != Symbol::kLargeDelta;
  const size_t vector_symbols = fits_one_bit ? kOneBitSymbols : kTwoBitSymbols;
  if (run >= vector_symbols || from + run == symbols.size()) {
    const auto symbol = static_cast<unsigned>(symbols[from]);
    return {.bits = static_cast<uint16_t>(symbol << 13 | run), .symbols = run};
  }
  return vector_chunk(symbols, from, !fits_one_bit);
}

std::vector<uint16_t> to_chunks(const std::vector<Symbol>& symbols) {
  std::vector<uint16_t> chunks;
  for (size_t at = 0; at < symbols.size();) {
    const Chunk chunk = next_chunk(symbols, at);
    chunks.push_back(chunk.bits);
    at += chunk.symbols;
  }
  return chunks;
}

void write_deltas(Writer& out, const Encoded& encoded) {
  for (const int16_t delta : encoded.deltas) {
    const bool is_small = delta >= 0 && delta <= 0xff;
    is_small ? out.u8(static_cast<uint8_t>(delta)) : out.u16(static_cast<uint16_t>(delta));
  }
}

}  // namespace

Result<TransportFeedback> parse_transport_feedback(const RtcpPart& part) {
  Reader reader(part.body);
  TransportFeedback feedback;
  feedback.sender = Ssrc(TRY(reader.u32()));
  feedback.media = Ssrc(TRY(reader.u32()));
  feedback.base = TransportSequence(TRY(reader.u16()));
  const size_t packets = TRY(reader.u16());
  if (packets > limits::kFeedbackPacketsMax) {
    return Error(ErrorCode::kLimit, "transport feedback tells of too many packets");
  }
  Duration arrival = kFeedbackReferenceTick * TRY(reader.u24());
  feedback.count = TRY(reader.u8());
  const std::vector<Symbol> symbols = TRY(read_symbols(reader, packets));
  feedback.arrivals.resize(packets);
  for (size_t i = 0; i < packets; ++i) {
    if (symbols[i] == Symbol::kLost) continue;
    arrival += kFeedbackTick * TRY(read_delta_ticks(reader, symbols[i]));
    feedback.arrivals[i] = on_circle(arrival);
  }
  return feedback;
}

void write_rtcp(Writer& out, const TransportFeedback& feedback) {
  CHECK(feedback.arrivals.size() <= limits::kFeedbackPacketsMax);
  const Encoded encoded = encode(feedback.arrivals);
  Writer body;
  body.u32(feedback.sender.value()).u32(feedback.media.value());
  body.u16(feedback.base.value()).u16(static_cast<uint16_t>(feedback.arrivals.size()));
  body.u24(static_cast<uint32_t>(encoded.reference) & 0xffffff).u8(feedback.count);
  for (const uint16_t chunk : to_chunks(encoded.symbols)) body.u16(chunk);
  write_deltas(body, encoded);
  body.zeros((4 - body.size() % 4) % 4);
  write_part_header(out, RtcpType::kTransportFeedback, kFormat, body.size());
  out.bytes(body.view());
}

}  // namespace conclave::rtp
