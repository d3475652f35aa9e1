// Meetings of real participants around a TestDelivery, and questions about what they saw.
#pragma once

#include "e2ee/test_delivery.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {

using namespace std::chrono_literals;

class MeetingFixture : public testing::Test {
 protected:
  static constexpr uint64_t kSeed = 7;

  std::vector<ConnectionId> connect(size_t count) {
    std::vector<ConnectionId> ids;
    for (size_t i = 0; i < count; ++i) {
      ids.push_back(delivery_.connect("person " + std::to_string(i)));
    }
    return ids;
  }
  // The first creates the group, the others join together.
  std::vector<ConnectionId> start(size_t count) {
    auto ids = connect(count);
    delivery_.run(1s);
    return ids;
  }
  Meeting& meeting(ConnectionId id) { return delivery_.meeting(id); }

  template <typename T>
  std::vector<T> events(ConnectionId id) {
    std::vector<T> found;
    for (const Event& event : delivery_.at(id).events) {
      if (const auto* match = std::get_if<T>(&event)) found.push_back(*match);
    }
    return found;
  }
  EpochChanged last_epoch(ConnectionId id) { return events<EpochChanged>(id).back(); }
  size_t alarms(ConnectionId id) { return events<Alarm>(id).size(); }

  // One epoch, one roster but for the mark of oneself, one safety code, one frame key.
  void expect_agreement(const std::vector<ConnectionId>& ids) {
    const EpochChanged first = last_epoch(ids.front());
    EXPECT_EQ(first.roster.size(), ids.size());
    for (const ConnectionId id : ids) {
      ASSERT_TRUE(meeting(id).is_member());
      const EpochChanged epoch = last_epoch(id);
      EXPECT_EQ(epoch.frames.epoch, delivery_.epoch());
      EXPECT_EQ(epoch.safety_code, first.safety_code);
      EXPECT_TRUE(epoch.frames.base_key == first.frames.base_key);
      EXPECT_EQ(epoch.frames.members, first.frames.members);
      for (size_t i = 0; i < epoch.roster.size(); ++i) {
        EXPECT_EQ(epoch.roster[i].connection, first.roster[i].connection);
        EXPECT_EQ(epoch.roster[i].name, first.roster[i].name);
        EXPECT_EQ(epoch.roster[i].is_self, epoch.roster[i].connection == id);
      }
    }
  }
  void expect_no_alarms(const std::vector<ConnectionId>& ids) {
    for (const ConnectionId id : ids) EXPECT_EQ(alarms(id), 0u);
  }

  TestDelivery delivery_{kSeed};
};

}  // namespace conclave::e2ee
