// DTLS by OpenSSL: contexts, the memory it reads from and writes to, and the keys it exports. No
// other file includes libssl.

#include "base/check.h"
#include "base/limits.h"
#include "transport/certificate_openssl.h"
#include "transport/dtls_session.h"

#include <openssl/bio.h>
#include <openssl/srtp.h>
#include <openssl/ssl.h>

#include <algorithm>

namespace conclave::transport {

namespace {

using SslContext = std::unique_ptr<SSL_CTX, crypto::Freer<SSL_CTX_free>>;
using Ssl = std::unique_ptr<SSL, crypto::Freer<SSL_free>>;
using BioMethod = std::unique_ptr<BIO_METHOD, crypto::Freer<BIO_meth_free>>;

// RFC 8827 section 6.5 wants the first of these; the others are as good.
constexpr const char* kCipherList =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305";
constexpr const char* kGroups = "X25519:P-256:P-384";
constexpr const char* kSignatures = "ECDSA+SHA256:ECDSA+SHA384";
// In our order; the passive side, the server, decides.
constexpr const char* kSrtpProfiles = "SRTP_AEAD_AES_128_GCM:SRTP_AEAD_AES_256_GCM";
constexpr std::string_view kExporterLabel = "EXTRACTOR-dtls_srtp";  // RFC 5764 section 4.2
constexpr long kIpUdpOverhead = 48;                                 // of IPv6, the larger

Error openssl_failed(std::string_view text) {
  return crypto::openssl_error(ErrorCode::kInternal, text);
}

Dtls::Session& session_of(BIO* bio) { return *static_cast<Dtls::Session*>(BIO_get_data(bio)); }

// One read is one datagram; without one, "try again later".
int read_datagram(BIO* bio, char* to, int size_max) {
  Dtls::Session& session = session_of(bio);
  const Bytes datagram = std::exchange(session.incoming, {});
  BIO_clear_retry_flags(bio);
  if (datagram.empty() || size_max <= 0) {
    BIO_set_retry_read(bio);
    return -1;
  }
  const size_t size = std::min(datagram.size(), static_cast<size_t>(size_max));
  std::memcpy(to, datagram.data(), size);
  return static_cast<int>(size);
}

// One write is one datagram. OpenSSL flushes its flights by the MTU.
int write_datagram(BIO* bio, const char* from, int size) {
  Dtls::Session& session = session_of(bio);
  BIO_clear_retry_flags(bio);
  if (size <= 0 || session.outgoing.size() >= limits::kDtlsFlightDatagramsMax) return -1;
  session.outgoing.push_back(to_buffer(as_bytes({from, static_cast<size_t>(size)})));
  return size;
}

// Only what is known here is answered. A BIO that says yes to everything also says yes to kernel
// TLS, and OpenSSL then crashes.
long control(BIO*, int command, long, void*) {
  switch (command) {
    case BIO_CTRL_FLUSH: return 1;
    case BIO_CTRL_DGRAM_QUERY_MTU: return limits::kDtlsDatagramBytesMax;
    case BIO_CTRL_DGRAM_GET_MTU_OVERHEAD: return kIpUdpOverhead;
    default: return 0;
  }
}

BioMethod make_method() {
  const int type = BIO_get_new_index();
  BioMethod method(BIO_meth_new(type | BIO_TYPE_SOURCE_SINK, "datagrams in memory"));
  CHECK(type != -1 && method != nullptr);
  BIO_meth_set_read(method.get(), read_datagram);
  BIO_meth_set_write(method.get(), write_datagram);
  BIO_meth_set_ctrl(method.get(), control);
  return method;
}

// A table of functions, never changed once it is made.
const BIO_METHOD* datagram_method() {
  static const BioMethod method = make_method();
  return method.get();
}

BIO* make_bio(Dtls::Session& session) {
  BIO* bio = BIO_new(datagram_method());
  if (bio == nullptr) return nullptr;
  BIO_set_data(bio, &session);
  BIO_set_init(bio, 1);
  return bio;
}

// OpenSSL's retransmission timer runs on the machine's clock: an hour is out of its reach, since
// our handshakes are given up after half a minute.
unsigned int one_hour_us(SSL*, unsigned int) { return 3'600'000'000u; }

// Instead of a chain of trust: is this the certificate that the description promised? Asked in the
// middle of the handshake, so that a wrong one is told so by an alert.
int verify_certificate(X509_STORE_CTX* store, void*) {
  const auto* ssl = static_cast<const SSL*>(
      X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto& session = *static_cast<Dtls::Session*>(SSL_get_app_data(ssl));
  const X509* certificate = X509_STORE_CTX_get0_cert(store);
  if (certificate != nullptr) {
    const auto fingerprint = fingerprint_of(*certificate);
    if (fingerprint && *fingerprint == session.remote) return 1;
  }
  session.is_wrong_certificate = true;
  X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED);
  return 0;
}

bool set_rules(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  SSL_CTX_set_cert_verify_callback(context, verify_certificate, nullptr);
  return SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1 &&
         SSL_CTX_set_max_proto_version(context, DTLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, kCipherList) == 1 &&
         SSL_CTX_set1_groups_list(context, kGroups) == 1 &&
         SSL_CTX_set1_sigalgs_list(context, kSignatures) == 1 &&
         // This one function answers 0 for success.
         SSL_CTX_set_tlsext_use_srtp(context, kSrtpProfiles) == 0;
}

std::optional<SrtpProfile> to_profile(unsigned long id) {
  if (id == SRTP_AEAD_AES_128_GCM) return SrtpProfile::kAeadAes128Gcm;
  if (id == SRTP_AEAD_AES_256_GCM) return SrtpProfile::kAeadAes256Gcm;
  return std::nullopt;
}

}  // namespace

// What all peers of a meeting share: rules, certificate and key.
class DtlsContext {
 public:
  explicit DtlsContext(SslContext context) : context_(std::move(context)) {}
  // OpenSSL counts its references through the pointer: nothing else of it changes.
  SSL_CTX* get() const { return context_.get(); }

 private:
  SslContext context_;
};

Result<Certificate> Certificate::generate() {
  const SelfSigned made = TRY(make_self_signed());
  const Fingerprint fingerprint = TRY(fingerprint_of(*made.certificate));
  SslContext context(SSL_CTX_new(DTLS_method()));
  const bool is_ready = context != nullptr && set_rules(context.get()) &&
                        SSL_CTX_use_certificate(context.get(), made.certificate.get()) == 1 &&
                        SSL_CTX_use_PrivateKey(context.get(), made.key.get()) == 1;
  if (!is_ready) return openssl_failed("OpenSSL made no DTLS context");
  return Certificate(std::make_shared<const DtlsContext>(std::move(context)), fingerprint);
}

Result<Buffer> Certificate::encoded() const {
  const X509* const certificate = SSL_CTX_get0_certificate(context_->get());
  Buffer encoded(static_cast<size_t>(std::max(0, i2d_X509(certificate, nullptr))));
  unsigned char* end = encoded.data();
  if (i2d_X509(certificate, &end) > 0) return encoded;
  return openssl_failed("OpenSSL wrote no certificate");
}

Result<Buffer> Certificate::sign(Bytes message) const {
  CHECK(message.size() <= limits::kStatementBytesMax);
  EVP_PKEY* const key = SSL_CTX_get0_privatekey(context_->get());
  const crypto::DigestContext digest(EVP_MD_CTX_new());
  Buffer signature(static_cast<size_t>(EVP_PKEY_get_size(key)));
  size_t size = signature.size();
  const bool is_signed =
      EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestSign(digest.get(), signature.data(), &size, message.data(), message.size()) == 1;
  if (!is_signed) return openssl_failed("OpenSSL signed nothing");
  signature.resize(size);
  return signature;
}

struct Dtls::Session::Handle {
  Ssl ssl;
};

Dtls::Session::Session() = default;
Dtls::Session::~Session() = default;

Result<std::unique_ptr<Dtls::Session>> Dtls::Session::create(DtlsRole role,
                                                             const DtlsContext& context,
                                                             const Fingerprint& remote) {
  auto session = std::make_unique<Session>();
  session->remote = remote;
  session->handle_ = std::make_unique<Handle>(Handle{Ssl(SSL_new(context.get()))});
  SSL* const ssl = session->handle_->ssl.get();
  if (ssl == nullptr) return openssl_failed("OpenSSL made no DTLS session");
  BIO* const bio = make_bio(*session);
  if (bio == nullptr) return openssl_failed("OpenSSL made no BIO");
  SSL_set_bio(ssl, bio, bio);  // one reference for both directions, and it is the SSL's now
  SSL_set_app_data(ssl, session.get());
  SSL_set_mtu(ssl, limits::kDtlsDatagramBytesMax);
  DTLS_set_timer_cb(ssl, one_hour_us);
  role == DtlsRole::kActive ? SSL_set_connect_state(ssl) : SSL_set_accept_state(ssl);
  return session;
}

Result<Dtls::Session::Progress> Dtls::Session::handshake() {
  SSL* const ssl = handle_->ssl.get();
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl);
  incoming = {};
  if (result == 1) {
    const SRTP_PROTECTION_PROFILE* profile = SSL_get_selected_srtp_profile(ssl);
    if (profile == nullptr || !to_profile(profile->id)) {
      return Error(ErrorCode::kUnsupported, "no AEAD profile for SRTP in common");
    }
    // Two records of the largest size: a third of a connection's memory, for a session that has
    // nothing more to say. OpenSSL makes new ones if it must.
    SSL_free_buffers(ssl);
    return Progress::kDone;
  }
  if (SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ) return Progress::kWaiting;
  ERR_clear_error();
  if (is_wrong_certificate) {
    return Error(ErrorCode::kUnauthentic, "not the certificate that the description promised");
  }
  return Error(ErrorCode::kRefused, "the DTLS handshake failed");
}

bool Dtls::Session::is_closed_by_peer() {
  SSL* const ssl = handle_->ssl.get();
  std::array<uint8_t, 256> ignored;
  ERR_clear_error();
  // Each call returns the content of one record, or says why there is none.
  while (SSL_read(ssl, ignored.data(), static_cast<int>(ignored.size())) > 0) {
  }
  incoming = {};
  outgoing.clear();
  ERR_clear_error();
  SSL_free_buffers(ssl);
  return (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
}

DtlsTerms Dtls::Session::terms() const {
  SSL* const ssl = handle_->ssl.get();
  const SRTP_PROTECTION_PROFILE* profile = SSL_get_selected_srtp_profile(ssl);
  const char* group = OBJ_nid2sn(static_cast<int>(SSL_get_negotiated_group(ssl)));
  return {.version = SSL_get_version(ssl),
          .cipher = SSL_get_cipher_name(ssl),
          .group = group == nullptr ? "" : group,
          .srtp_profile = profile == nullptr ? "" : profile->name};
}

Result<DtlsSrtpKeys> Dtls::Session::export_keys(DtlsRole role) const {
  SSL* const ssl = handle_->ssl.get();
  const SRTP_PROTECTION_PROFILE* selected = SSL_get_selected_srtp_profile(ssl);
  const auto profile = selected == nullptr ? std::nullopt : to_profile(selected->id);
  if (!profile) return Error(ErrorCode::kUnsupported, "no AEAD profile for SRTP in common");
  const size_t key_size = srtp_key_size(*profile);
  Secret material(2 * (key_size + kSrtpSaltSize));
  if (SSL_export_keying_material(ssl, material.reveal().data(), material.size(),
                                 kExporterLabel.data(), kExporterLabel.size(), nullptr, 0,
                                 0) != 1) {
    return openssl_failed("OpenSSL exported no keys");
  }
  // RFC 5764 section 4.2: client's key, server's key, client's salt, server's salt.
  const auto keys = [&](size_t side) {
    const Bytes all = material.reveal();
    return SrtpKeys{
        .profile = *profile,
        .key = Secret(all.subspan(side * key_size, key_size)),
        .salt = Secret(all.subspan(2 * key_size + side * kSrtpSaltSize, kSrtpSaltSize))};
  };
  const size_t ours = role == DtlsRole::kActive ? 0 : 1;
  return DtlsSrtpKeys{.send = keys(ours), .receive = keys(1 - ours)};
}

}  // namespace conclave::transport
