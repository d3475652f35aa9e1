#include "server_address.h"

#include <gtest/gtest.h>

namespace conclave::crowd {
namespace {

TEST(ServerAddress, IsReadAsPeopleSayIt) {
  const auto local = parse_server_address("http://localhost:8080/");
  ASSERT_TRUE(local);
  EXPECT_EQ(local->host, "localhost");
  EXPECT_EQ(local->port, "8080");
  EXPECT_FALSE(local->is_tls);
  EXPECT_EQ(local->page(), "http://localhost:8080/");

  const auto far = parse_server_address("https://meet.example.org");
  ASSERT_TRUE(far);
  EXPECT_EQ(far->host, "meet.example.org");
  EXPECT_EQ(far->port, "443");
  EXPECT_TRUE(far->is_tls);
  EXPECT_EQ(far->page(), "https://meet.example.org/");

  EXPECT_EQ(parse_server_address("http://127.0.0.1")->port, "80");
  EXPECT_EQ(parse_server_address("https://meet.example.org:8443/")->page(),
            "https://meet.example.org:8443/");
}

TEST(ServerAddress, AnythingElseIsRefused) {
  for (const char* url : {"", "localhost", "ftp://localhost/", "http://", "https://:443/",
                          "https://a b/", "https://a:", "https://a:x", "https://a:123456",
                          "https://me@a/", "https://a/path", "https://a/#secret", "https://a?b"}) {
    const auto parsed = parse_server_address(url);
    ASSERT_FALSE(parsed) << url;
    EXPECT_EQ(parsed.error().code, ErrorCode::kMalformed) << url;
  }
}

TEST(ServerAddress, WithoutTlsOnlyThisMachine) {
  for (const char* url :
       {"http://example.org/", "http://10.0.0.1:8080/", "http://localhost.org/"}) {
    const auto parsed = parse_server_address(url);
    ASSERT_FALSE(parsed) << url;
    EXPECT_EQ(parsed.error().code, ErrorCode::kRefused) << url;
  }
}

}  // namespace
}  // namespace conclave::crowd
