// UdpSocket moves whole batches of datagrams between the kernel and memory: recvmmsg in, sendmmsg
// out, and runs of equal size to one address as one segmented datagram (UDP_SEGMENT), which is
// what makes forwarding cheap. A kernel that refuses segmentation is served without.
//
// UDP may lose; so what the kernel does not take is dropped and counted, never kept.
#pragma once

#include "base/outbox.h"
#include "base/result.h"
#include "io/file_descriptor.h"

namespace conclave::io {

class UdpSocket {
 public:
  // Port 0 takes any free one. The address of all zeros listens on every interface, of IPv4 and
  // IPv6 where the machine has both.
  static Result<UdpSocket> open(const Address& address);
  ~UdpSocket();
  UdpSocket(UdpSocket&&) noexcept;
  UdpSocket& operator=(UdpSocket&&) noexcept;

  struct Received {
    Address from;
    MutableBytes bytes;
  };
  // What the kernel has, up to one batch; valid until the next call. Empty if there is nothing.
  std::span<Received> receive();

  void send(const Outbox& out);

  // Drops what is left of earlier datagrams: their bytes, and where they came from and went to.
  void forget();

  uint16_t port() const { return port_; }
  int descriptor() const { return socket_.get(); }
  uint64_t dropped() const { return dropped_; }
  void set_segmentation(bool is_wanted) { segments_ = is_wanted; }

 private:
  struct Batch;  // the kernel's structures, and the slab datagrams are received into

  UdpSocket(FileDescriptor socket, bool is_v6, uint16_t port);
  size_t fill_message(const Outbox& out, size_t first, size_t index);
  size_t send_batch(size_t count);

  FileDescriptor socket_;
  bool is_v6_;
  uint16_t port_;
  bool segments_ = true;
  uint64_t dropped_ = 0;  // datagrams the kernel did not take
  std::unique_ptr<Batch> batch_;
};

}  // namespace conclave::io
