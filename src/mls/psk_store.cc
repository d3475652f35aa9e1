#include "mls/psk_store.h"

namespace conclave::mls {
namespace {

const Secret* find(const PskStore& store, const ExternalPskId& id) {
  for (const ExternalPsk& psk : store.external) {
    if (psk.id == id.psk_id) return &psk.value;
  }
  return nullptr;
}

const Secret* find(const PskStore& store, const ResumptionPskId& id) {
  for (const ResumptionPsk& psk : store.resumption) {
    if (psk.group_id == id.psk_group_id && psk.epoch == id.psk_epoch) return &psk.value;
  }
  return nullptr;
}

}  // namespace

const Secret* PskStore::find(const PreSharedKeyId& id) const {
  return std::visit([&](const auto& psk) { return mls::find(*this, psk); }, id.psk);
}

}  // namespace conclave::mls
