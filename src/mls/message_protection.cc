#include "mls/message_protection.h"

#include "mls/key_schedule.h"

#include <bit>

namespace conclave::mls {
namespace {

constexpr std::string_view kSignatureLabel = "FramedContentTBS";

using ReuseGuard = std::array<uint8_t, 4>;

// RFC 9420 section 6.3.2: SenderData, 12 bytes.
struct SenderData {
  LeafIndex leaf_index;
  uint32_t generation = 0;
  ReuseGuard reuse_guard{};
};

Buffer encode_sender_data(const SenderData& data) {
  Writer out(12);
  out.u32(data.leaf_index.value()).u32(data.generation).bytes(data.reuse_guard);
  return std::move(out).take();
}

Result<SenderData> decode_sender_data(Bytes bytes) {
  Reader reader(bytes);
  SenderData data;
  data.leaf_index = LeafIndex(TRY(reader.u32()));
  data.generation = TRY(reader.u32());
  std::ranges::copy(TRY(reader.read(data.reuse_guard.size())), data.reuse_guard.begin());
  TRY(reader.expect_end());
  return data;
}

// RFC 9420 section 6.3.2: SenderDataAAD.
Buffer sender_data_aad(const PrivateMessage& message) {
  Writer out;
  write(out, message.group_id);
  write(out, message.epoch);
  write(out, message.content_type);
  return std::move(out).take();
}

// RFC 9420 section 6.3.1: PrivateContentAAD.
Buffer content_aad(const PrivateMessage& message) {
  Writer out;
  out.bytes(sender_data_aad(message));
  write(out, message.authenticated_data);
  return std::move(out).take();
}

// RFC 9420 section 6.2: AuthenticatedContentTBM, under the membership key.
Secret membership_tag_of(const CipherSuite& suite, const AuthenticatedContent& content,
                         Bytes membership_key, const GroupContext& context) {
  Writer tbm;
  tbm.bytes(to_be_signed(content.wire_format, content.content, context));
  write_auth(tbm, content_type(content.content.content), content.auth);
  return membership_tag(suite, membership_key, tbm.view());
}

Ratchet ratchet_for(ContentType type) {
  return type == ContentType::kApplication ? Ratchet::kApplication : Ratchet::kHandshake;
}

// RFC 9420 section 6.3.1: two members whose state was cloned do not repeat a nonce.
void apply(const ReuseGuard& guard, MutableBytes nonce) {
  for (size_t i = 0; i < guard.size(); ++i) nonce[i] ^= guard[i];
}

size_t padding_for(size_t size, size_t bucket_min) {
  return bucket_min == 0 ? 0 : std::max(bucket_min, std::bit_ceil(size)) - size;
}

// RFC 9420 section 6.3.1: PrivateMessageContent. Padding is counted by the content alone: what
// follows it has the same size for every message of its type.
Buffer encode_private_content(const AuthenticatedContent& content, size_t bucket_min) {
  Writer out;
  write_content(out, content.content.content);
  const size_t padding = padding_for(out.size(), bucket_min);
  write_auth(out, content_type(content.content.content), content.auth);
  out.zeros(padding);
  return std::move(out).take();
}

Result<void> expect_zeros(Bytes padding) {
  uint8_t any = 0;
  for (const uint8_t byte : padding) any |= byte;
  if (any != 0) return Error(ErrorCode::kMalformed, "padding is not zero");
  return ok();
}

Result<AuthenticatedContent> decode_private_content(const PrivateMessage& message, LeafIndex sender,
                                                    Bytes plaintext) {
  Reader reader(plaintext);
  AuthenticatedContent out{
      .wire_format = WireFormat::kPrivateMessage,
      .content = {.group_id = message.group_id,
                  .epoch = message.epoch,
                  .sender = MemberSender{sender},
                  .authenticated_data = message.authenticated_data,
                  .content = TRY(read_content(reader, message.content_type))},
      .auth = {},
  };
  out.auth = TRY(read_auth(reader, message.content_type));
  TRY(expect_zeros(reader.rest()));
  return out;
}

Result<SenderData> open_sender_data(const CipherSuite& suite, const PrivateMessage& message,
                                    Bytes sender_data_secret) {
  const MessageKey key = sender_data_key(suite, sender_data_secret, message.ciphertext);
  const Secret opened =
      TRY(crypto::aead_open(suite.aead, key.key.reveal(), key.nonce.reveal(),
                            sender_data_aad(message), message.encrypted_sender_data));
  return decode_sender_data(opened.reveal());
}

Result<void> seal_sender_data(const CipherSuite& suite, PrivateMessage& message,
                              const SenderData& data, Bytes sender_data_secret) {
  const MessageKey key = sender_data_key(suite, sender_data_secret, message.ciphertext);
  message.encrypted_sender_data =
      TRY(crypto::aead_seal(suite.aead, key.key.reveal(), key.nonce.reveal(),
                            sender_data_aad(message), encode_sender_data(data)));
  return ok();
}

Result<void> seal_content(const CipherSuite& suite, PrivateMessage& message, MessageKey key,
                          const ReuseGuard& guard, const AuthenticatedContent& content,
                          size_t bucket_min) {
  apply(guard, key.nonce.reveal());
  Buffer plaintext = encode_private_content(content, bucket_min);
  auto sealed = crypto::aead_seal(suite.aead, key.key.reveal(), key.nonce.reveal(),
                                  content_aad(message), plaintext);
  wipe(plaintext);
  message.ciphertext = TRY(std::move(sealed));
  return ok();
}

}  // namespace

Result<AuthenticatedContent> sign_content(const CipherSuite& suite, WireFormat wire_format,
                                          FramedContent content, const GroupContext& context,
                                          Bytes signature_private_key, Random& random) {
  Buffer signature = TRY(sign_with_label(suite, signature_private_key, kSignatureLabel,
                                         to_be_signed(wire_format, content, context), random));
  return AuthenticatedContent{.wire_format = wire_format,
                              .content = std::move(content),
                              .auth = {.signature = std::move(signature), .confirmation_tag = {}}};
}

Result<AuthenticatedContent> verify_content(const CipherSuite& suite,
                                            Unverified<AuthenticatedContent> content,
                                            const GroupContext& context,
                                            Bytes signature_public_key) {
  const AuthenticatedContent& claimed = content.peek();
  TRY(verify_with_label(suite, signature_public_key, kSignatureLabel,
                        to_be_signed(claimed.wire_format, claimed.content, context),
                        claimed.auth.signature));
  return std::move(content).trust();
}

PublicMessage protect_public(const CipherSuite& suite, AuthenticatedContent content,
                             Bytes membership_key, const GroupContext& context) {
  CHECK(content.wire_format == WireFormat::kPublicMessage);
  CHECK(content_type(content.content.content) != ContentType::kApplication);
  Buffer tag;
  if (member(content.content.sender) != nullptr) {
    tag = to_buffer(membership_tag_of(suite, content, membership_key, context).reveal());
  }
  return {.content = std::move(content.content),
          .auth = std::move(content.auth),
          .membership_tag = std::move(tag)};
}

Result<Unverified<AuthenticatedContent>> unprotect_public(const CipherSuite& suite,
                                                          PublicMessage message,
                                                          Bytes membership_key,
                                                          const GroupContext& context) {
  if (content_type(message.content.content) == ContentType::kApplication) {
    return Error(ErrorCode::kInvalid, "application data in a PublicMessage");
  }
  AuthenticatedContent content{.wire_format = WireFormat::kPublicMessage,
                               .content = std::move(message.content),
                               .auth = std::move(message.auth)};
  if (member(content.content.sender) != nullptr) {
    const Secret expected = membership_tag_of(suite, content, membership_key, context);
    if (!equal_in_constant_time(expected.reveal(), message.membership_tag)) {
      return Error(ErrorCode::kUnauthentic, "membership tag does not verify");
    }
  }
  return Unverified(std::move(content));
}

Result<PrivateMessage> protect_private(const CipherSuite& suite,
                                       const AuthenticatedContent& content,
                                       Bytes sender_data_secret, SecretTree& tree,
                                       size_t bucket_min, Random& random) {
  CHECK(content.wire_format == WireFormat::kPrivateMessage);
  const MemberSender* sender = member(content.content.sender);
  CHECK(sender != nullptr);
  PrivateMessage message{.group_id = content.content.group_id,
                         .epoch = content.content.epoch,
                         .content_type = content_type(content.content.content),
                         .authenticated_data = content.content.authenticated_data,
                         .encrypted_sender_data = {},
                         .ciphertext = {}};
  const Ratchet ratchet = ratchet_for(message.content_type);
  SenderData data{.leaf_index = sender->leaf_index,
                  .generation = TRY(tree.next_generation(sender->leaf_index, ratchet))};
  random.fill(data.reuse_guard);
  MessageKey key = TRY(tree.key(data.leaf_index, ratchet, data.generation));
  tree.consume(data.leaf_index, ratchet, data.generation);
  TRY(seal_content(suite, message, std::move(key), data.reuse_guard, content, bucket_min));
  TRY(seal_sender_data(suite, message, data, sender_data_secret));
  return message;
}

Result<Unverified<AuthenticatedContent>> unprotect_private(const CipherSuite& suite,
                                                           const PrivateMessage& message,
                                                           Bytes sender_data_secret,
                                                           SecretTree& tree) {
  const SenderData data = TRY(open_sender_data(suite, message, sender_data_secret));
  const Ratchet ratchet = ratchet_for(message.content_type);
  MessageKey key = TRY(tree.key(data.leaf_index, ratchet, data.generation));
  apply(data.reuse_guard, key.nonce.reveal());
  const Secret plaintext = TRY(crypto::aead_open(suite.aead, key.key.reveal(), key.nonce.reveal(),
                                                 content_aad(message), message.ciphertext));
  tree.consume(data.leaf_index, ratchet, data.generation);
  return Unverified(TRY(decode_private_content(message, data.leaf_index, plaintext.reveal())));
}

MessageKey sender_data_key(const CipherSuite& suite, Bytes sender_data_secret, Bytes ciphertext) {
  const Bytes sample = ciphertext.first(std::min(suite.hash_size(), ciphertext.size()));
  return {.key = expand_with_label(suite, sender_data_secret, "key", sample, suite.key_size()),
          .nonce = expand_with_label(suite, sender_data_secret, "nonce", sample,
                                     crypto::kAeadNonceSize)};
}

}  // namespace conclave::mls
