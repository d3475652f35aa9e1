// HttpSession answers the requests of one TCP connection, one after the other, until one of them
// turns it into a WebSocket.
#pragma once

#include "io/security_headers.h"
#include "io/web_hub.h"
#include "io/websocket_session.h"

namespace conclave::io {

enum class Site : uint8_t { kPublic, kMetrics };

template <typename Stream>
class HttpSession : public std::enable_shared_from_this<HttpSession<Stream>> {
 public:
  HttpSession(Stream stream, WebHub& hub, Site site)
      : stream_(std::move(stream)), count_(hub), hub_(hub), site_(site) {}

  void start() {
    if constexpr (kIsTls) {
      expire();
      stream_.async_handshake(asio::ssl::stream_base::server,
                              [self = this->shared_from_this()](error_code failed) {
                                if (!failed) self->read_request();
                              });
    } else {
      read_request();
    }
  }

 private:
  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;
  using Request = http::request<http::empty_body>;
  using Answer = http::response<http::span_body<const char>>;

  // From here on the peer has this long for the next step.
  void expire() { beast::get_lowest_layer(stream_).expires_after(limits::kHttpTimeout); }

  void read_request() {
    if (++requests_ > limits::kHttpRequestsMax) return shut_down();
    parser_.emplace();
    parser_->header_limit(limits::kHttpHeaderBytesMax);
    expire();
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = this->shared_from_this()](error_code failed, size_t) {
                              failed ? self->shut_down() : self->on_request();
                            });
  }

  void on_request() {
    const Request& request = parser_->get();
    if (site_ == Site::kMetrics) return answer_metrics();
    if (websocket::is_upgrade(request)) return upgrade();
    if (request.method() != http::verb::get && request.method() != http::verb::head) {
      return answer(http::status::method_not_allowed, "Only GET is of use here.\n", kPlainText);
    }
    const StaticFile* file = hub_.options.files.find(path());
    if (file == nullptr) return answer(http::status::not_found, "Not found.\n", kPlainText);
    answer(http::status::ok, file->content, file->type, file->cache_control);
  }

  void answer_metrics() {
    if (path() != "/metrics") return answer(http::status::not_found, "Not found.\n", kPlainText);
    text_ = to_prometheus(hub_.metrics);
    answer(http::status::ok, text_, "text/plain; version=0.0.4; charset=utf-8");
  }

  void upgrade() {
    const auto worker = hub_.options.route(path());
    if (!worker) return answer(http::status::not_found, "Not found.\n", kPlainText);
    if (!is_same_origin()) return answer(http::status::forbidden, "Not from here.\n", kPlainText);
    const Request request = parser_->release();
    // What the client sent behind its request, before our answer, is against RFC 6455 4.1.
    if (buffer_.size() > 0) return;
    std::make_shared<WebSocketSession<Stream>>(std::move(stream_), std::move(count_), hub_,
                                               *hub_.options.workers[*worker])
        ->accept(request);
  }

  // RFC 6455 section 10.2. A page of another host may not speak for its visitor; clients that are
  // no pages send no Origin.
  bool is_same_origin() const {
    std::string_view origin = field(http::field::origin);
    if (origin.empty()) return true;
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (origin.starts_with(scheme)) {
        return beast::iequals(origin.substr(scheme.size()), field(http::field::host));
      }
    }
    return false;
  }

  std::string_view field(http::field name) const {
    const auto value = parser_->get()[name];
    return {value.data(), value.size()};
  }

  std::string_view path() const {
    const auto target = parser_->get().target();
    const std::string_view whole(target.data(), target.size());
    return whole.substr(0, whole.find('?'));
  }

  static constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

  // `content` must live as long as the session.
  void answer(http::status status, std::string_view content, std::string_view type,
              std::string_view cache_control = "no-store") {
    const Request& request = parser_->get();
    answer_.emplace(status, request.version());
    answer_->set(http::field::content_type, type);
    answer_->set(http::field::cache_control, cache_control);
    for (const Header& header : kSecurityHeaders) answer_->set(header.name, header.value);
    if constexpr (kIsTls) answer_->set(kStrictTransport.name, kStrictTransport.value);
    if (status == http::status::method_not_allowed) answer_->set(http::field::allow, "GET, HEAD");
    // A request with a body is not read to its end, so nothing can follow it.
    answer_->keep_alive(request.keep_alive() && parser_->is_done());
    answer_->content_length(content.size());
    if (request.method() != http::verb::head) answer_->body() = {content.data(), content.size()};
    expire();
    http::async_write(stream_, *answer_,
                      [self = this->shared_from_this()](error_code failed, size_t) {
                        if (failed || !self->answer_->keep_alive()) return self->shut_down();
                        self->read_request();
                      });
  }

  void shut_down() {
    if constexpr (kIsTls) {
      expire();
      stream_.async_shutdown([self = this->shared_from_this()](error_code) {});
    } else {
      error_code ignored;
      stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    }
  }

  Stream stream_;
  ConnectionCount count_;
  WebHub& hub_;
  const Site site_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::empty_body>> parser_;
  std::optional<Answer> answer_;
  std::string text_;
  size_t requests_ = 0;
};

}  // namespace conclave::io
