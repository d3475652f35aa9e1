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

TEST(AppMessage, CarriesASecondUseOfAnInviteAndWhoWasDenied) {
  const AppMessage messages[] = {InviteReusedMessage{.psk_id = Buffer(16, 7)},
                                 DeniedMessage{.connection = ConnectionId(0x01020304)}};
  for (const AppMessage& message : messages) {
    const Buffer bytes = encode_app_message(message);
    EXPECT_EQ(*parse_app_message(bytes), message);
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_FALSE(parse_app_message(Bytes(bytes).first(size)));
    }
    Buffer longer = bytes;
    longer.push_back(0);
    EXPECT_EQ(parse_app_message(longer).error().code, ErrorCode::kMalformed);
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
