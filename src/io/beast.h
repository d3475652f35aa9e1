// Boost.Asio and Beast as the web rooms of io use them. They compile slowly, so only web_server.cc,
// web_client.cc and what those two share include this header.
#pragma once

// One thread runs each io_context, so Asio's fences order nothing; ThreadSanitizer knows no fences.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
// What is freed is freed at once, and so overwritten (apps/conclaved/freed_memory.cc).
#define BOOST_ASIO_DISABLE_SMALL_BLOCK_RECYCLING
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast.hpp>
#include <boost/beast/ssl.hpp>

namespace conclave::io {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

using TcpStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<TcpStream>;

}  // namespace conclave::io
