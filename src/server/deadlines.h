// Deadlines holds one moment for each of its keys and tells which moment comes first.
#pragma once

#include "base/time.h"

#include <map>
#include <optional>
#include <set>

namespace conclave::server {

template <typename Key>
class Deadlines {
 public:
  void set(const Key& key, Time when) {
    erase(key);
    when_.emplace(key, when);
    order_.emplace(when, key);
  }

  void erase(const Key& key) {
    const auto found = when_.find(key);
    if (found == when_.end()) return;
    order_.erase({found->second, key});
    when_.erase(found);
  }

  Time next() const { return order_.empty() ? kNever : order_.begin()->first; }

  // Takes out one key whose time has come.
  std::optional<Key> take_due(Time now) {
    if (next() > now) return std::nullopt;
    const Key key = order_.begin()->second;
    erase(key);
    return key;
  }

 private:
  std::map<Key, Time> when_;
  std::set<std::pair<Time, Key>> order_;
};

}  // namespace conclave::server
