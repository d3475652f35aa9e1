// The wire structures whose encoding depends on more than the list of their members, and the
// to-be-signed forms.

#include "mls/mls_message.h"
#include "mls/node.h"

namespace conclave::mls {

Buffer to_be_signed(const LeafNode& leaf, Bytes group_id, LeafIndex leaf_index) {
  Writer writer;
  write(writer, leaf.encryption_key);
  write(writer, leaf.signature_key);
  write(writer, leaf.credential);
  write(writer, leaf.capabilities);
  write(writer, leaf.source);
  write(writer, leaf.extensions);
  if (!std::holds_alternative<KeyPackageSource>(leaf.source)) {
    codec::write_opaque(writer, group_id);
    write(writer, leaf_index);
  }
  return std::move(writer).take();
}

Buffer to_be_signed(const KeyPackage& key_package) {
  Writer writer;
  write(writer, key_package.version);
  write(writer, key_package.cipher_suite);
  write(writer, key_package.init_key);
  write(writer, key_package.leaf_node);
  write(writer, key_package.extensions);
  return std::move(writer).take();
}

Buffer to_be_signed(const GroupInfo& group_info) {
  Writer writer;
  write(writer, group_info.group_context);
  write(writer, group_info.extensions);
  write(writer, group_info.confirmation_tag);
  write(writer, group_info.signer);
  return std::move(writer).take();
}

Buffer to_be_signed(WireFormat wire_format, const FramedContent& content,
                    const GroupContext& context) {
  Writer writer;
  write(writer, ProtocolVersion::kMls10);
  write(writer, wire_format);
  write(writer, content);
  if (std::holds_alternative<MemberSender>(content.sender) ||
      std::holds_alternative<NewMemberCommitSender>(content.sender)) {
    write(writer, context);
  }
  return std::move(writer).take();
}

void write_content(Writer& writer, const Content& content) {
  std::visit([&](const auto& body) { write(writer, body); }, content);
}

Result<Content> read_content(Reader& reader, ContentType type) {
  const auto read_as = [&]<typename T>(T body) -> Result<Content> {
    TRY(read(reader, body));
    return Content(std::move(body));
  };
  switch (type) {
    case ContentType::kApplication: return read_as(ApplicationData{});
    case ContentType::kProposal: return read_as(Proposal{});
    case ContentType::kCommit: return read_as(Commit{});
  }
  return Error(ErrorCode::kUnsupported, "a content type that we do not speak");
}

void write_auth(Writer& writer, ContentType type, const FramedContentAuthData& auth) {
  write(writer, auth.signature);
  if (type == ContentType::kCommit) write(writer, auth.confirmation_tag);
}

Result<FramedContentAuthData> read_auth(Reader& reader, ContentType type) {
  FramedContentAuthData auth;
  TRY(read(reader, auth.signature));
  if (type == ContentType::kCommit) TRY(read(reader, auth.confirmation_tag));
  return auth;
}

namespace codec {

void Shape<ProposalOrRef>::write(Writer& writer, const ProposalOrRef& value) {
  const bool is_reference = std::holds_alternative<ProposalRef>(value);
  mls::write(writer, is_reference ? ProposalOrRefType::kReference : ProposalOrRefType::kProposal);
  std::visit([&](const auto& body) { mls::write(writer, body); }, value);
}

Result<void> Shape<ProposalOrRef>::read(Reader& reader, ProposalOrRef& value) {
  ProposalOrRefType type{};
  TRY(mls::read(reader, type));
  switch (type) {
    case ProposalOrRefType::kProposal: return mls::read(reader, value.emplace<Proposal>());
    case ProposalOrRefType::kReference: return mls::read(reader, value.emplace<ProposalRef>());
  }
  return Error(ErrorCode::kMalformed, "neither a proposal nor a reference");
}

void Shape<AuthenticatedContent>::write(Writer& writer, const AuthenticatedContent& value) {
  mls::write(writer, value.wire_format);
  mls::write(writer, value.content);
  write_auth(writer, content_type(value.content.content), value.auth);
}

Result<void> Shape<AuthenticatedContent>::read(Reader& reader, AuthenticatedContent& value) {
  TRY(mls::read(reader, value.wire_format));
  TRY(mls::read(reader, value.content));
  value.auth = TRY(read_auth(reader, content_type(value.content.content)));
  return ok();
}

void Shape<PublicMessage>::write(Writer& writer, const PublicMessage& value) {
  mls::write(writer, value.content);
  write_auth(writer, content_type(value.content.content), value.auth);
  if (member(value.content.sender) != nullptr) mls::write(writer, value.membership_tag);
}

Result<void> Shape<PublicMessage>::read(Reader& reader, PublicMessage& value) {
  TRY(mls::read(reader, value.content));
  value.auth = TRY(read_auth(reader, content_type(value.content.content)));
  value.membership_tag.clear();
  if (member(value.content.sender) != nullptr) TRY(mls::read(reader, value.membership_tag));
  return ok();
}

void Shape<MlsMessage>::write(Writer& writer, const MlsMessage& value) {
  mls::write(writer, ProtocolVersion::kMls10);
  mls::write(writer, value.body);
}

Result<void> Shape<MlsMessage>::read(Reader& reader, MlsMessage& value) {
  ProtocolVersion version{};
  TRY(mls::read(reader, version));
  if (version != ProtocolVersion::kMls10) {
    return Error(ErrorCode::kUnsupported, "not MLS version 1.0");
  }
  return mls::read(reader, value.body);
}

}  // namespace codec
}  // namespace conclave::mls
