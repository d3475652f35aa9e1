#include "io/udp_socket.h"

#include "base/limits.h"
#include "io/socket_address.h"

#include <netinet/udp.h>

#include <cerrno>

namespace conclave::io {
namespace {

constexpr size_t kBatch = 64;
constexpr size_t kReceiveBytes = 2048;        // each; longer datagrams are none of ours
constexpr size_t kSegmentsMax = 64;           // UDP_MAX_SEGMENTS of the kernel
constexpr size_t kSegmentedBytesMax = 65000;  // one IP packet, headers left out
constexpr int kBufferBytes = 4 << 20;         // asked for; the kernel gives what it allows

Result<FileDescriptor> open_socket(bool is_v6) {
  FileDescriptor socket(
      ::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return Error(ErrorCode::kInternal, "the machine gives no UDP socket");
  const int off = 0;
  if (is_v6) ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &kBufferBytes, sizeof kBufferBytes);
  ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUF, &kBufferBytes, sizeof kBufferBytes);
  return socket;
}

// The port the kernel chose, or nothing if the socket cannot be bound.
Result<uint16_t> bind_socket(const FileDescriptor& socket, const Address& address, bool is_v6) {
  const SocketAddress wanted = to_socket_address(address, is_v6);
  SocketAddress bound;
  bound.size = sizeof bound.storage;
  if (::bind(socket.get(), wanted.get(), wanted.size) != 0 ||
      ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&bound.storage), &bound.size) != 0) {
    return Error(ErrorCode::kInternal, "the UDP port cannot be had");
  }
  return to_address(bound.storage).port;
}

bool is_refused_segmentation(int error) {
  return error == EIO || error == EINVAL || error == EMSGSIZE || error == EOPNOTSUPP;
}

}  // namespace

struct UdpSocket::Batch {
  union Control {
    cmsghdr header;
    std::array<char, CMSG_SPACE(sizeof(uint16_t))> bytes;
  };

  std::array<mmsghdr, kBatch> messages{};
  std::array<iovec, kBatch> vectors{};
  std::array<SocketAddress, kBatch> addresses{};
  std::array<Control, kBatch> controls{};
  std::array<uint16_t, kBatch> counts{};  // datagrams in each message to send

  std::array<mmsghdr, kBatch> incoming{};
  std::array<iovec, kBatch> incoming_vectors{};
  std::array<sockaddr_storage, kBatch> senders{};
  std::array<Received, kBatch> received{};
  std::array<uint8_t, kBatch * kReceiveBytes> slab{};
};

UdpSocket::UdpSocket(FileDescriptor socket, bool is_v6, uint16_t port)
    : socket_(std::move(socket)), is_v6_(is_v6), port_(port), batch_(std::make_unique<Batch>()) {}
UdpSocket::~UdpSocket() = default;
UdpSocket::UdpSocket(UdpSocket&&) noexcept = default;
UdpSocket& UdpSocket::operator=(UdpSocket&&) noexcept = default;

Result<UdpSocket> UdpSocket::open(const Address& address) {
  for (const bool is_v6 : {true, false}) {
    // An IPv6 socket serves both families, if the machine has IPv6 at all.
    if (is_v6 && address.is_v4() && !is_any(address)) continue;
    const Address wanted =
        is_v6 && is_any(address) ? Address{.ip = {}, .port = address.port} : address;
    auto socket = open_socket(is_v6);
    if (!socket) continue;
    const auto port = bind_socket(*socket, wanted, is_v6);
    if (port) return UdpSocket(std::move(*socket), is_v6, *port);
    if (!is_any(address)) return port.error();
  }
  return Error(ErrorCode::kInternal, "the UDP port cannot be had");
}

std::span<UdpSocket::Received> UdpSocket::receive() {
  Batch& batch = *batch_;
  for (size_t i = 0; i < kBatch; ++i) {
    batch.incoming_vectors[i] = {batch.slab.data() + i * kReceiveBytes, kReceiveBytes};
    batch.incoming[i].msg_hdr = {};
    batch.incoming[i].msg_hdr.msg_iov = &batch.incoming_vectors[i];
    batch.incoming[i].msg_hdr.msg_iovlen = 1;
    batch.incoming[i].msg_hdr.msg_name = &batch.senders[i];
    batch.incoming[i].msg_hdr.msg_namelen = sizeof batch.senders[i];
  }
  const int count = ::recvmmsg(socket_.get(), batch.incoming.data(), kBatch, MSG_DONTWAIT, nullptr);
  size_t kept = 0;
  for (size_t i = 0; i < static_cast<size_t>(std::max(count, 0)); ++i) {
    if ((batch.incoming[i].msg_hdr.msg_flags & MSG_TRUNC) != 0) continue;
    batch.received[kept++] = {
        .from = to_address(batch.senders[i]),
        .bytes = {batch.slab.data() + i * kReceiveBytes, batch.incoming[i].msg_len}};
  }
  return std::span(batch.received).first(kept);
}

void UdpSocket::forget() { batch_ = std::make_unique<Batch>(); }

void UdpSocket::send(const Outbox& out) {
  const size_t total = out.datagrams().size();
  for (size_t first = 0; first < total;) {
    size_t count = 0;
    for (size_t next = first; count < kBatch && next < total;) {
      next = fill_message(out, next, count++);
    }
    const size_t sent = send_batch(count);
    for (size_t i = 0; i < sent; ++i) first += batch_->counts[i];
    if (sent > 0) continue;
    // The first of them was refused, and errno says why.
    if (batch_->counts[0] > 1 && is_refused_segmentation(errno)) {
      segments_ = false;
    } else if (errno == EAGAIN || errno == ENOBUFS) {
      dropped_ += total - first;
      return;
    } else {
      dropped_ += batch_->counts[0];
      first += batch_->counts[0];
    }
  }
}

// Puts datagram `first`, and with segmentation those that follow it in the slab with the same
// address and size (the last may be shorter), into message `index`. Returns the next to put.
size_t UdpSocket::fill_message(const Outbox& out, size_t first, size_t index) {
  const auto datagrams = out.datagrams();
  const Outbox::Datagram& head = datagrams[first];
  size_t bytes = head.size;
  size_t next = first + 1;
  while (segments_ && next < datagrams.size() && next - first < kSegmentsMax) {
    const Outbox::Datagram& more = datagrams[next];
    if (more.to != head.to || more.size > head.size || more.offset != head.offset + bytes ||
        bytes + more.size > kSegmentedBytesMax || more.size == 0) {
      break;
    }
    bytes += more.size;
    ++next;
    if (more.size < head.size) break;
  }

  Batch& batch = *batch_;
  batch.counts[index] = static_cast<uint16_t>(next - first);
  batch.addresses[index] = to_socket_address(head.to, is_v6_);
  // sendmmsg does not write through it; iovec just knows no const.
  batch.vectors[index] = {const_cast<uint8_t*>(out.bytes(head).data()), bytes};
  msghdr& message = batch.messages[index].msg_hdr;
  message = {};
  message.msg_name = &batch.addresses[index].storage;
  message.msg_namelen = batch.addresses[index].size;
  message.msg_iov = &batch.vectors[index];
  message.msg_iovlen = 1;
  if (next - first > 1) {
    message.msg_control = &batch.controls[index];
    message.msg_controllen = sizeof batch.controls[index];
    cmsghdr* control = CMSG_FIRSTHDR(&message);
    control->cmsg_level = SOL_UDP;
    control->cmsg_type = UDP_SEGMENT;
    control->cmsg_len = CMSG_LEN(sizeof(uint16_t));
    const auto segment = static_cast<uint16_t>(head.size);
    std::memcpy(CMSG_DATA(control), &segment, sizeof segment);
  }
  return next;
}

// How many messages the kernel took; 0 and errno if it refused the first.
size_t UdpSocket::send_batch(size_t count) {
  int sent = -1;
  do {
    sent = ::sendmmsg(socket_.get(), batch_->messages.data(), static_cast<unsigned>(count), 0);
  } while (sent < 0 && errno == EINTR);
  return static_cast<size_t>(std::max(sent, 0));
}

}  // namespace conclave::io
