#include "e2ee/text.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

bool is_line(std::string_view text) { return bool{check_text(text, 100, Lines::kOne)}; }
bool is_text(std::string_view text) { return bool{check_text(text, 100, Lines::kMany)}; }

TEST(Text, OfEveryScriptIsTaken) {
  for (const std::string_view text :
       {"a", "Grüße", "你好", "سلام", "\U0001f469\u200d\U0001f680", "नमस्\u200dते"}) {
    EXPECT_TRUE(is_line(text)) << text;
    EXPECT_TRUE(is_text(text)) << text;
  }
}

TEST(Text, HasLinesOnlyWhereLinesAreShown) {
  EXPECT_TRUE(is_text("one\ntwo"));
  EXPECT_FALSE(is_line("one\ntwo"));
  EXPECT_FALSE(is_text("one\r\ntwo"));
}

TEST(Text, WithCharactersThatDeceiveIsRefused) {
  for (const std::string_view hidden :
       {"\x01", "\x7f", "\u0085", "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\t"}) {
    const std::string text = "before" + std::string(hidden) + "after";
    EXPECT_FALSE(is_line(text));
    EXPECT_FALSE(is_text(text));
  }
  EXPECT_FALSE(is_text(std::string_view("\0", 1)));
}

TEST(Text, OutsideItsLengthOrNotUtf8IsRefused) {
  EXPECT_FALSE(is_text(""));
  EXPECT_TRUE(is_text(std::string(100, 'x')));
  EXPECT_FALSE(is_text(std::string(101, 'x')));
  for (const std::string_view text :
       {"\x80", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe4\xbd"}) {
    EXPECT_FALSE(is_text(text));
  }
}

}  // namespace
}  // namespace conclave::e2ee
