// rooms: e2ee
// A server that says anything: each message is a byte for its type, four for a connection or an
// epoch, two of length and so many of envelope. Alone in its meeting, a member stays there, in the
// epoch of its own group, for nobody here has the link.
#include "base/check.h"
#include "base/reader.h"
#include "e2ee/meeting.h"

using namespace conclave;
using namespace conclave::e2ee;

namespace {

Result<FromServer> take_message(Reader& reader) {
  const uint8_t type = TRY(reader.u8());
  const uint32_t number = TRY(reader.u32());
  const uint16_t envelope_size = TRY(reader.u16());
  const Buffer envelope = to_buffer(TRY(reader.read(envelope_size)));
  const ConnectionId from(number);
  switch (type % 12) {
    case 0: return FromServer(from_server::Created{});
    case 1: return FromServer(from_server::Exists{});
    case 2: return FromServer(from_server::Knock{from, envelope});
    case 3: return FromServer(from_server::Accepted{number});
    case 4: return FromServer(from_server::Stale{number});
    case 5: return FromServer(from_server::Commit{from, number, envelope});
    case 6: return FromServer(from_server::Welcome{from, number, envelope});
    case 7: return FromServer(from_server::Message{from, envelope});
    case 8: return FromServer(from_server::Departed{from});
    case 9: return FromServer(from_server::Reply{envelope});
    case 10: return FromServer(from_server::Restored{from, number});
    default: return FromServer(from_server::Ended{});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SeededRandom random(1);
  Meeting meeting = *Meeting::open({.link_secret = LinkSecret::generate(random),
                                    .name = "Alice",
                                    .unix_now = mls::UnixSeconds(1'800'000'000)},
                                   Time(), random);
  meeting.receive(from_server::Hello{.connection = ConnectionId(1)}, Time());
  meeting.receive(from_server::Created{}, Time());
  Reader reader({data, size});
  while (const auto message = take_message(reader)) meeting.receive(*message, Time());
  meeting.wake(time_from_us(10'000'000));
  CHECK(meeting.is_member() && meeting.epoch() == 0);
  // The same from a server that knows the member no more.
  meeting.receive(from_server::Hello{.connection = ConnectionId(2)}, time_from_us(11'000'000));
  Reader again({data, size});
  while (const auto message = take_message(again)) {
    meeting.receive(*message, time_from_us(12'000'000));
  }
  meeting.wake(time_from_us(20'000'000));
  return 0;
}
