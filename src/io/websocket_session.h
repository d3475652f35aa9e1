// WebSocketSession is one WebSocket from its upgrade to its end: texts in go to the worker's
// mailbox, texts out wait in a bounded queue.
#pragma once

#include "io/web_hub.h"

namespace conclave::io {

template <typename Stream>
class WebSocketSession final : public WebSocket,
                               public std::enable_shared_from_this<WebSocketSession<Stream>> {
 public:
  WebSocketSession(Stream stream, ConnectionCount count, WebHub& hub, size_t worker)
      : stream_(std::move(stream)),
        count_(std::move(count)),
        hub_(hub),
        worker_(*hub.options.workers[worker]),
        id_(++hub.last_socket) {}

  template <typename Request>
  void accept(const Request& request) {
    beast::get_lowest_layer(stream_).expires_never();  // the WebSocket's own time-outs follow
    stream_.set_option(websocket::stream_base::timeout{.handshake_timeout = limits::kHttpTimeout,
                                                       .idle_timeout = limits::kSocketSilence,
                                                       .keep_alive_pings = false});
    stream_.read_message_max(limits::kSignalMessageBytesMax);
    stream_.auto_fragment(false);  // a message is one frame
    stream_.async_accept(request, [self = this->shared_from_this(),
                                   path = std::string(request.target())](error_code failed) {
      if (!failed) self->open(path);
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
    if (queue_.empty()) say_goodbye();
  }

 private:
  void open(const std::string& path) {
    hub_.sockets.emplace(id_, this->shared_from_this());
    worker_.post(SocketOpened{id_, path});
    read_next();
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
    if (!is_closing_ && !worker_.offer(SocketReceived{id_, std::move(text)}, weight)) return fail();
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

  // The end of it, whatever the reason: the operations under way end with errors.
  void fail() {
    beast::get_lowest_layer(stream_).close();
    if (hub_.sockets.erase(id_) > 0 && !is_closing_) worker_.post(SocketClosed{id_});
    is_closing_ = true;
  }

  websocket::stream<Stream> stream_;
  ConnectionCount count_;
  WebHub& hub_;
  Mailbox<SocketEvent>& worker_;
  const SocketId id_;
  beast::flat_buffer buffer_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  size_t queued_bytes_ = 0;
  bool is_closing_ = false;
  bool said_goodbye_ = false;
};

}  // namespace conclave::io
