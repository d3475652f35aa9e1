#include "bandwidth/allocation.h"

#include <utility>

namespace conclave::bandwidth {
namespace {

bool is_live(const Layer& layer) { return !layer.rate.is_zero(); }

// A slot while layers are handed out.
struct Candidate {
  size_t index;  // in the requests
  const SlotRequest* request;
  std::optional<size_t> best;
  std::optional<size_t> chosen;
  bool is_done = false;
};

// What a layer is held to cost: what the slot does not have yet, with a margin.
Bitrate cost(const SlotRequest& request, std::optional<size_t> layer) {
  if (!layer) return {};
  const bool has_it = request.current && *request.current >= *layer;
  return request.layers[*layer].rate * (has_it ? 1.0 : kUpgradeMargin);
}

std::optional<size_t> next_layer(const Candidate& candidate) {
  if (!candidate.best) return std::nullopt;
  for (size_t i = candidate.chosen ? *candidate.chosen + 1 : 0; i <= *candidate.best; ++i) {
    if (is_live(candidate.request->layers[i])) return i;
  }
  return std::nullopt;
}

// Takes the next layer if it fits; else this slot stays where it is.
void try_raise(Candidate& candidate, Bitrate& left) {
  const auto layer = next_layer(candidate);
  const Bitrate more = cost(*candidate.request, layer) - cost(*candidate.request, candidate.chosen);
  if (!layer || more > left) {
    candidate.is_done = true;
    return;
  }
  left -= more;
  candidate.chosen = layer;
}

Candidate* next_to_raise(std::vector<Candidate>& candidates) {
  Candidate* next = nullptr;
  for (Candidate& candidate : candidates) {
    if (candidate.is_done) continue;
    const bool is_before =
        !next || candidate.request->priority > next->request->priority ||
        (candidate.request->priority == next->request->priority && candidate.chosen < next->chosen);
    if (is_before) next = &candidate;
  }
  return next;
}

std::vector<Candidate> by_priority(std::span<const SlotRequest> requests) {
  std::vector<Candidate> candidates;
  for (size_t i = 0; i < requests.size(); ++i) {
    candidates.push_back({.index = i,
                          .request = &requests[i],
                          .best = best_layer(requests[i]),
                          .chosen = std::nullopt});
  }
  // Equals keep the order of the requests.
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return std::pair(b.request->priority, a.index) < std::pair(a.request->priority, b.index);
  });
  return candidates;
}

Bitrate rate_of(const SlotRequest& request, std::optional<size_t> layer) {
  return layer ? request.layers[*layer].rate : Bitrate();
}

}  // namespace

std::optional<size_t> best_layer(const SlotRequest& request) {
  std::optional<size_t> best;
  if (request.height_max == 0) return best;
  for (size_t i = 0; i < request.layers.size(); ++i) {
    const Layer& layer = request.layers[i];
    if (is_live(layer) && (!best || layer.height <= request.height_max)) best = i;
  }
  return best;
}

Allocation allocate(Bitrate estimate, Bitrate audio, std::span<const SlotRequest> requests) {
  Allocation allocation{.layers = std::vector<std::optional<size_t>>(requests.size()),
                        .used = audio,
                        .wanted = audio};
  Bitrate left = estimate - audio;
  std::vector<Candidate> candidates = by_priority(requests);
  for (Candidate& candidate : candidates) try_raise(candidate, left);
  while (Candidate* candidate = next_to_raise(candidates)) try_raise(*candidate, left);
  for (const Candidate& candidate : candidates) {
    allocation.layers[candidate.index] = candidate.chosen;
    allocation.used += rate_of(*candidate.request, candidate.chosen);
    allocation.wanted += rate_of(*candidate.request, candidate.best);
  }
  return allocation;
}

}  // namespace conclave::bandwidth
