// Id<Tag, Rep> keeps one kind of number from being taken for another.
//
//   using LeafIndex = Id<struct LeafIndexTag, uint32_t>;
#pragma once

#include <compare>
#include <cstddef>
#include <functional>

namespace conclave {

template <typename Tag, typename Rep>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(Rep value) : value_(value) {}

  constexpr Rep value() const { return value_; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  Rep value_{};
};

}  // namespace conclave

template <typename Tag, typename Rep>
struct std::hash<conclave::Id<Tag, Rep>> {
  size_t operator()(const conclave::Id<Tag, Rep>& id) const { return std::hash<Rep>{}(id.value()); }
};
