// Where datagrams come from and go to, without a socket in sight.
//
// Outbox is one slab of bytes and a list of datagrams in it. Pure rooms write packets straight
// into the slab (reserve, then push: no copy); io hands the slab to sendmmsg and clears it.
#pragma once

#include "base/bytes.h"
#include "base/check.h"

#include <compare>
#include <cstring>
#include <memory>

namespace conclave {

// A transport address. IPv4 is kept as an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2).
struct Address {
  std::array<uint8_t, 16> ip{};
  uint16_t port = 0;

  static Address v4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port) {
    return {.ip = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}, .port = port};
  }
  bool is_v4() const {
    static constexpr std::array<uint8_t, 12> kPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(kPrefix.begin(), kPrefix.end(), ip.begin());
  }
  friend auto operator<=>(const Address&, const Address&) = default;
};

struct AddressHash {
  size_t operator()(const Address& address) const {
    uint64_t high, low;
    std::memcpy(&high, address.ip.data(), 8);
    std::memcpy(&low, address.ip.data() + 8, 8);
    uint64_t mixed = (high ^ (low + address.port)) * 0x9e3779b97f4a7c15;
    return static_cast<size_t>(mixed ^ mixed >> 29);
  }
};

class Outbox {
 public:
  struct Datagram {
    Address to;
    uint32_t offset;  // into the slab
    uint32_t size;    // bytes
  };

  // Room for one datagram of up to `size` bytes at the end of the slab, uninitialised. Valid until
  // the next call of reserve or clear.
  MutableBytes reserve(size_t size) {
    if (used_ + size > capacity_) grow(used_ + size);
    return {slab_.get() + used_, size};
  }

  // Takes the first `size` bytes of the last reserve as a datagram.
  void push(const Address& to, size_t size) {
    CHECK(used_ + size <= capacity_);
    datagrams_.push_back(
        {.to = to, .offset = static_cast<uint32_t>(used_), .size = static_cast<uint32_t>(size)});
    used_ += size;
  }

  // For packets that exist already; the hot path uses reserve and push.
  void send(const Address& to, Bytes datagram) {
    std::ranges::copy(datagram, reserve(datagram.size()).begin());
    push(to, datagram.size());
  }

  std::span<const Datagram> datagrams() const { return datagrams_; }
  Bytes bytes(const Datagram& datagram) const {
    return {slab_.get() + datagram.offset, datagram.size};
  }
  bool empty() const { return datagrams_.empty(); }
  void clear() {
    datagrams_.clear();
    used_ = 0;
  }

 private:
  void grow(size_t needed) {
    const size_t capacity = std::max<size_t>({needed, capacity_ * 2, 64 * 1024});
    auto slab = std::make_unique_for_overwrite<uint8_t[]>(capacity);
    if (used_ > 0) std::memcpy(slab.get(), slab_.get(), used_);
    slab_ = std::move(slab);
    capacity_ = capacity;
  }

  std::unique_ptr<uint8_t[]> slab_;
  size_t used_ = 0;
  size_t capacity_ = 0;
  std::vector<Datagram> datagrams_;
};

}  // namespace conclave
