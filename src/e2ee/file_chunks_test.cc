#include "e2ee/file_chunks.h"

#include "base/limits.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

constexpr ConnectionId kAda(1);
constexpr ConnectionId kBen(2);
constexpr uint32_t kFile = 5;
constexpr uint64_t kSize = limits::kFileChunkBytes + 9;

ErrorCode code_of(const Result<void>& result) { return result.error().code; }

class Chunks : public testing::Test {
 protected:
  Chunks() { EXPECT_TRUE(chunks_.offer(kFile, kSize)); }

  FileChunks chunks_;
};

TEST_F(Chunks, GoOnceToWhoAskedAndInTheRightSize) {
  EXPECT_EQ(code_of(chunks_.pay(kAda, kFile, 1, 9)), ErrorCode::kNotFound);
  ASSERT_TRUE(chunks_.owe(kAda, kFile, 1));
  EXPECT_EQ(code_of(chunks_.owe(kAda, kFile, 1)), ErrorCode::kReplayed);
  EXPECT_EQ(code_of(chunks_.pay(kBen, kFile, 1, 9)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(chunks_.pay(kAda, kFile, 1, 10)), ErrorCode::kInvalid);
  EXPECT_TRUE(chunks_.pay(kAda, kFile, 1, 9));
  EXPECT_EQ(code_of(chunks_.pay(kAda, kFile, 1, 9)), ErrorCode::kNotFound);
  EXPECT_TRUE(chunks_.owe(kAda, kFile, 1)) << "asked for anew, it goes anew";
}

TEST_F(Chunks, OfNothingThatIsOfferedAreNotOwed) {
  EXPECT_EQ(code_of(chunks_.owe(kAda, kFile, 2)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(chunks_.owe(kAda, kFile, 0xffffffff)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(chunks_.owe(kAda, kFile + 1, 0)), ErrorCode::kNotFound);
  ASSERT_TRUE(chunks_.owe(kAda, kFile, 0));
  ASSERT_TRUE(chunks_.withdraw(kFile));
  EXPECT_EQ(code_of(chunks_.pay(kAda, kFile, 0, limits::kFileChunkBytes)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(chunks_.owe(kAda, kFile, 0)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(chunks_.withdraw(kFile)), ErrorCode::kNotFound);
}

TEST_F(Chunks, AreTakenWhenWantedOnceAndFromTheirOwner) {
  const MessageId file{kAda, kFile};
  EXPECT_EQ(code_of(chunks_.take(file, 0)), ErrorCode::kNotFound);
  chunks_.want(file, 0);
  EXPECT_EQ(code_of(chunks_.take({kBen, kFile}, 0)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(chunks_.take(file, 1)), ErrorCode::kNotFound);
  EXPECT_TRUE(chunks_.take(file, 0));
  EXPECT_EQ(code_of(chunks_.take(file, 0)), ErrorCode::kNotFound);
}

TEST_F(Chunks, AreBoundedHoweverManyAreAskedFor) {
  ASSERT_TRUE(chunks_.offer(6, limits::kFileBytesMax));
  for (uint32_t i = 0; i < limits::kChunksOwedMax; ++i) ASSERT_TRUE(chunks_.owe(kAda, 6, i));
  EXPECT_EQ(code_of(chunks_.owe(kAda, 6, limits::kChunksOwedMax)), ErrorCode::kLimit);
  EXPECT_TRUE(chunks_.owe(kBen, 6, 0)) << "one who asks for much keeps nobody else waiting";

  for (uint32_t i = 0; i <= limits::kChunksWantedMax; ++i) chunks_.want({kAda, kFile}, i);
  EXPECT_FALSE(chunks_.take({kAda, kFile}, 0)) << "the oldest is forgotten";
  EXPECT_TRUE(chunks_.take({kAda, kFile}, 1));

  for (uint32_t file = 7; file < 5 + limits::kFilesOfferedMax; ++file) {
    ASSERT_TRUE(chunks_.offer(file, 1));
  }
  EXPECT_EQ(code_of(chunks_.offer(1000, 1)), ErrorCode::kLimit);
}

TEST_F(Chunks, OfThoseWhoAreGoneAreForgotten) {
  ASSERT_TRUE(chunks_.owe(kAda, kFile, 0));
  ASSERT_TRUE(chunks_.owe(kBen, kFile, 1));
  chunks_.want({kAda, 1}, 0);
  chunks_.want({kBen, 1}, 0);
  chunks_.forget([](ConnectionId id) { return id == kAda; });
  EXPECT_FALSE(chunks_.pay(kAda, kFile, 0, limits::kFileChunkBytes));
  EXPECT_FALSE(chunks_.take({kAda, 1}, 0));
  EXPECT_TRUE(chunks_.pay(kBen, kFile, 1, 9));
  EXPECT_TRUE(chunks_.take({kBen, 1}, 0));
}

}  // namespace
}  // namespace conclave::e2ee
