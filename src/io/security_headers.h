// The headers every answer carries, so that the page can load and contact nothing but its own
// origin (DEV-1), cannot be framed, and leaks no referrer.
#pragma once

#include <array>
#include <string_view>

namespace conclave::io {

struct Header {
  std::string_view name;
  std::string_view value;
};

inline constexpr std::array kSecurityHeaders = {
    // connect-src 'self' covers the WebSocket of the same host. media-src: MediaStreams need none.
    Header{"Content-Security-Policy",
           "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
           "connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob: mediastream:; "
           "worker-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
           "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
           "trusted-types conclave"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
    Header{"Cross-Origin-Embedder-Policy", "require-corp"},
    Header{"Cross-Origin-Resource-Policy", "same-origin"},
    Header{"Referrer-Policy", "no-referrer"},
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"X-Frame-Options", "DENY"},
    Header{"Permissions-Policy",
           "camera=(self), microphone=(self), display-capture=(self), screen-wake-lock=(self), "
           "fullscreen=(self), picture-in-picture=(self), autoplay=(self), geolocation=(), usb=(), "
           "serial=(), hid=(), midi=(), payment=(), gyroscope=(), accelerometer=(), "
           "magnetometer=(), encrypted-media=(), browsing-topics=()"},
};

// Only over TLS: on http it would mean nothing.
inline constexpr Header kStrictTransport = {"Strict-Transport-Security",
                                            "max-age=63072000; includeSubDomains"};

}  // namespace conclave::io
