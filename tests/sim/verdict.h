// What must hold in a meeting when calm has come, whatever happened before.
#pragma once

#include "sim/world.h"

namespace conclave::sim {

using Complaints = std::vector<std::string>;

// Somebody's renewal of keys may be on its way at any moment: until all have taken it, a second at
// most.
void await_one_epoch(World& world);

// Everybody who is in agrees with everybody else: on epoch, roster, safety code and devices; and
// nobody is in the roster who is not in the meeting.
void check_agreement(World& world, Complaints& complaints);

// Everybody hears and sees everybody since frames were last forgotten, and no frame was refused.
void check_media(World& world, Complaints& complaints);

// Frame counts at one moment, to compare with those of a later one.
using FrameTally = std::map<uint32_t, client::FrameCounts>;
FrameTally tally_frames(World& world);
// In between, every frame that came was opened.
void check_every_frame_opened(World& world, const FrameTally& before, Complaints& complaints);

void check_no_alarms(World& world, Complaints& complaints);

// The server closed no socket for what was said there, and no frame that came was forged or under
// no key. Frames that came twice, over a path that doubles and repeats, were taken once.
void check_nothing_refused(World& world, Complaints& complaints);

// With the last person goes everything the server held.
void check_server_is_empty(World& world, Complaints& complaints);

}  // namespace conclave::sim
