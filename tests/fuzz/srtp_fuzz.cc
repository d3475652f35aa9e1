// rooms: transport
// Whatever bytes come: a receiver believes none that its peer did not seal, and afterwards still
// opens what the peer did.
#include "base/check.h"
#include "transport/srtp.h"

using namespace conclave;
using namespace conclave::transport;

namespace {

SrtpKeys keys() {
  return {.profile = SrtpProfile::kAeadAes128Gcm,
          .key = Secret(Buffer(16, 1)),
          .salt = Secret(Buffer(kSrtpSaltSize, 2))};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SrtpReceiver receiver(keys());
  Buffer packet(data, data + size);
  CHECK(!receiver.unprotect_rtp(packet));
  packet.assign(data, data + size);
  CHECK(!receiver.unprotect_rtcp(packet));

  // The input as payload, and as header if it is one.
  SrtpSender sender(keys());
  const Buffer header = {0x80, 96, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4};
  Buffer sealed(header.size() + size + 16);
  CHECK(sender.protect_rtp(header, {data, size}, sealed));
  CHECK(receiver.unprotect_rtp(sealed));
  static_cast<void>(sender.protect_rtp({data, size}, {}, sealed));
  sealed.resize(size + 20);
  if (sender.protect_rtcp({data, size}, sealed)) CHECK(receiver.unprotect_rtcp(sealed));
  return 0;
}
