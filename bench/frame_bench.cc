// rooms: e2ee
// What it costs to seal and to open one whole frame, keys, header, AEAD and replay window included.
#include "base/check.h"
#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"

#include <benchmark/benchmark.h>

using namespace conclave;
using namespace conclave::e2ee;

namespace {

constexpr FrameStream kCamera{SourceKind::kCamera, 2};
constexpr Time kNow = time_from_us(1'000'000);

FrameEpoch epoch_of(uint32_t own_leaf) {
  return {.epoch = 1,
          .base_key = Secret(kFrameBaseKeySize),
          .own_leaf = FrameLeaf(own_leaf),
          .members = {FrameLeaf(0), FrameLeaf(1)}};
}

void seal(benchmark::State& state) {
  FrameSender sender;
  CHECK(sender.enter_epoch(epoch_of(0)));
  const Buffer content(static_cast<size_t>(state.range(0)), 7);
  for (auto _ : state) benchmark::DoNotOptimize(sender.seal(kCamera, content, false));
  state.SetItemsProcessed(state.iterations());
}

void open(benchmark::State& state) {
  constexpr size_t kFrames = 256;
  FrameSender sender;
  CHECK(sender.enter_epoch(epoch_of(0)));
  const Buffer content(static_cast<size_t>(state.range(0)), 7);
  std::vector<Buffer> frames;
  for (size_t i = 0; i < kFrames; ++i) frames.push_back(*sender.seal(kCamera, content, false));
  FrameReceiver receiver;
  size_t count = 0;
  for (auto _ : state) {
    if (count % kFrames == 0) {  // a frame opens once: begin anew, with nothing remembered
      receiver = FrameReceiver();
      CHECK(receiver.enter_epoch(epoch_of(1), kNow));
    }
    CHECK(receiver.open(FrameMedia::kVideo, frames[count++ % kFrames], kNow));
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(seal)->Arg(200)->Arg(5'000)->Arg(50'000);
BENCHMARK(open)->Arg(200)->Arg(5'000)->Arg(50'000);

}  // namespace
