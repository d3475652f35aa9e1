// WebSocketSession is one WebSocket to its end: texts in go to its owner's mailbox, texts out wait
// in a bounded queue. A server has it from the upgrade on; a client from the beginning, and
// connects what it is made of.
#pragma once

#include "base/limits.h"
#include "io/socket_address.h"
#include "io/socket_hub.h"

#include <deque>

namespace conclave::io {

template <typename Stream>
class WebSocketSession final : public WebSocket,
                               public std::enable_shared_from_this<WebSocketSession<Stream>> {
 public:
  WebSocketSession(Stream stream, ConnectionCount count, SocketHub& hub,
                   Mailbox<SocketEvent>& owner)
      : stream_(std::move(stream)),
        count_(std::move(count)),
        hub_(hub),
        owner_(owner),
        id_(++hub.last_socket) {}

  SocketId id() const { return id_; }
  bool is_closing() const { return is_closing_; }
  // What is below the WebSocket, for a client to connect.
  Stream& below() { return stream_.next_layer(); }

  template <typename Request>
  void accept(const Request& request) {
    set_options();
    stream_.async_accept(request, [self = this->shared_from_this(),
                                   path = std::string(request.target())](error_code failed) {
      if (!failed) self->open(path);
    });
  }

  // As a client, over what is connected below.
  void ask(const std::string& host, const std::string& path) {
    set_options();
    stream_.async_handshake(host, path, [self = this->shared_from_this(), path](error_code failed) {
      failed ? self->fail() : self->open(path);
    });
  }

  void send(std::shared_ptr<const std::string> text) override {
    if (is_closing_) return;
    queued_bytes_ += text->size();
    queue_.push_back(std::move(text));
    if (queued_bytes_ > limits::kSendQueueBytesMax) return fail();
    if (queue_.size() == 1) write_next();
  }

  // The owner has done with it: nothing is reported any more.
  void close() override {
    is_closing_ = true;
    if (!is_open_) return fail();
    if (queue_.empty()) say_goodbye();
  }

  // The end of it, whatever the reason: the operations under way end with errors.
  void fail() {
    beast::get_lowest_layer(stream_).close();
    if (hub_.sockets.erase(id_) > 0 && !is_closing_) owner_.post(SocketClosed{id_});
    is_closing_ = true;
  }

 private:
  void set_options() {
    beast::get_lowest_layer(stream_).expires_never();  // the WebSocket's own time-outs follow
    stream_.set_option(websocket::stream_base::timeout{.handshake_timeout = limits::kHttpTimeout,
                                                       .idle_timeout = limits::kSocketSilence,
                                                       .keep_alive_pings = false});
    stream_.read_message_max(limits::kSignalMessageBytesMax);
    stream_.auto_fragment(false);  // a message is one frame
  }

  void open(const std::string& path) {
    is_open_ = true;
    hub_.sockets.emplace(id_, this->shared_from_this());
    owner_.post(SocketOpened{id_, path, from()});
    read_next();
  }

  // Of whoever holds the other end; zeros if that went away meanwhile.
  Address from() {
    error_code failed;
    const auto endpoint = beast::get_lowest_layer(stream_).socket().remote_endpoint(failed);
    if (failed) return {};
    sockaddr_storage storage{};
    std::memcpy(&storage, endpoint.data(), endpoint.size());
    return to_address(storage);
  }

  void read_next() {
    stream_.async_read(buffer_, [self = this->shared_from_this()](error_code failed, size_t) {
      failed ? self->fail() : self->on_text();
    });
  }

  void on_text() {
    std::string text = beast::buffers_to_string(buffer_.data());
    const size_t weight = text.size() + sizeof(SocketReceived);
    buffer_ = {};  // an idle socket keeps no buffer
    if (!stream_.got_text()) return fail();
    if (!is_closing_ && !owner_.offer(SocketReceived{id_, std::move(text)}, weight)) return fail();
    read_next();
  }

  void write_next() {
    stream_.text(true);
    stream_.async_write(asio::buffer(*queue_.front()),
                        [self = this->shared_from_this()](error_code failed, size_t) {
                          failed ? self->fail() : self->on_written();
                        });
  }

  void on_written() {
    queued_bytes_ -= queue_.front()->size();
    queue_.pop_front();
    if (!queue_.empty()) return write_next();
    if (is_closing_) say_goodbye();
  }

  void say_goodbye() {
    if (std::exchange(said_goodbye_, true)) return;
    stream_.async_close(websocket::close_code::normal,
                        [self = this->shared_from_this()](error_code) { self->fail(); });
  }

  websocket::stream<Stream> stream_;
  ConnectionCount count_;
  SocketHub& hub_;
  Mailbox<SocketEvent>& owner_;
  const SocketId id_;
  beast::flat_buffer buffer_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  size_t queued_bytes_ = 0;
  bool is_open_ = false;
  bool is_closing_ = false;
  bool said_goodbye_ = false;
};

}  // namespace conclave::io
