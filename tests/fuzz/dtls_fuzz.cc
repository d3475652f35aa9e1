// rooms: transport
// Datagrams of any bytes to a waiting server: each is two bytes of length and so many of content.
// No sequence of them may connect, crash, or make the server keep more than one flight.
#include "base/check.h"
#include "base/limits.h"
#include "base/reader.h"
#include "transport/dtls.h"

using namespace conclave;
using namespace conclave::transport;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Certificate certificate = Certificate::generate().value();
  const Address from = Address::v4(192, 0, 2, 1, 1);
  auto dtls = Dtls::create(DtlsRole::kPassive, certificate, {}, Time()).value();
  Reader reader({data, size});
  Outbox out;
  while (!reader.empty()) {
    const auto length = reader.u16();
    if (!length) break;
    const Bytes datagram = reader.read(std::min<size_t>(*length, reader.remaining())).value();
    out.clear();
    static_cast<void>(dtls->receive(from, datagram, Time(), out));
    CHECK(dtls->state() != DtlsState::kConnected);
    CHECK(out.datagrams().size() <= limits::kDtlsFlightDatagramsMax);
  }
  dtls->wake(from, dtls->next_wake(), out);
  return 0;
}
