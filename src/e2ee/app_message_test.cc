#include "e2ee/app_message.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

TEST(AppMessage, CarriesEveryDeviceState) {
  for (int open = 0; open < 8; ++open) {
    const StateMessage message{
        .sequence = 0xfffffffe,
        .state = {
            .microphone = (open & 1) != 0, .camera = (open & 2) != 0, .screen = (open & 4) != 0}};
    EXPECT_EQ(*parse_app_message(encode_app_message(message)), AppMessage(message));
  }
}

TEST(AppMessage, RefusesWhatIsNotOne) {
  EXPECT_EQ(parse_app_message({}).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(parse_app_message(Buffer{1, 0, 0, 0, 1}).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(parse_app_message(Buffer{1, 0, 0, 0, 1, 8}).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(parse_app_message(Buffer{1, 0, 0, 0, 1, 1, 0}).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(parse_app_message(Buffer{200, 1}).error().code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace conclave::e2ee
