// How proposals, commits and application data travel (RFC 9420 section 6).
//
//   struct {
//       opaque group_id<V>;
//       uint64 epoch;
//       Sender sender;
//       opaque authenticated_data<V>;
//       ContentType content_type;
//       select (FramedContent.content_type) {
//           case application: opaque application_data<V>;
//           case proposal:    Proposal proposal;
//           case commit:      Commit commit;
//       };
//   } FramedContent;
//
//   struct {
//       /* SignWithLabel(., "FramedContentTBS", FramedContentTBS) */
//       opaque signature<V>;
//       select (FramedContent.content_type) {
//           case commit: MAC confirmation_tag;
//           default:     struct{};
//       };
//   } FramedContentAuthData;
#pragma once

#include "mls/commit.h"
#include "mls/group_context.h"

namespace conclave::mls {

struct MemberSender {
  static constexpr SenderType kType = SenderType::kMember;
  LeafIndex leaf_index;
  static constexpr auto fields() { return std::tuple(&MemberSender::leaf_index); }
  friend bool operator==(const MemberSender&, const MemberSender&) = default;
};
struct OutsideSender {  // the standard's "external": an index into external_senders
  static constexpr SenderType kType = SenderType::kExternal;
  uint32_t sender_index = 0;
  static constexpr auto fields() { return std::tuple(&OutsideSender::sender_index); }
  friend bool operator==(const OutsideSender&, const OutsideSender&) = default;
};
struct NewMemberProposalSender {
  static constexpr SenderType kType = SenderType::kNewMemberProposal;
  static constexpr auto fields() { return std::tuple<>(); }
  friend bool operator==(const NewMemberProposalSender&, const NewMemberProposalSender&) = default;
};
struct NewMemberCommitSender {
  static constexpr SenderType kType = SenderType::kNewMemberCommit;
  static constexpr auto fields() { return std::tuple<>(); }
  friend bool operator==(const NewMemberCommitSender&, const NewMemberCommitSender&) = default;
};

using Sender =
    std::variant<MemberSender, OutsideSender, NewMemberProposalSender, NewMemberCommitSender>;

// Null for a sender who is not a member.
inline const MemberSender* member(const Sender& sender) {
  return std::get_if<MemberSender>(&sender);
}

struct ApplicationData {
  static constexpr ContentType kType = ContentType::kApplication;
  Buffer data;
  static constexpr auto fields() { return std::tuple(&ApplicationData::data); }
};

using Content = std::variant<ApplicationData, Proposal, Commit>;

inline ContentType content_type(const Content& content) {
  return std::visit([](const auto& c) { return c.kType; }, content);
}

struct FramedContent {
  Buffer group_id;
  Epoch epoch = 0;
  Sender sender;
  Buffer authenticated_data;
  Content content;

  static constexpr auto fields() {
    return std::tuple(&FramedContent::group_id, &FramedContent::epoch, &FramedContent::sender,
                      &FramedContent::authenticated_data, &FramedContent::content);
  }
};

struct FramedContentAuthData {
  Buffer signature;
  Buffer confirmation_tag;  // on the wire only beside a commit
};

// Content and its authentication without their type, as inside PrivateMessageContent.
void write_content(Writer& writer, const Content& content);
Result<Content> read_content(Reader& reader, ContentType type);
void write_auth(Writer& writer, ContentType type, const FramedContentAuthData& auth);
Result<FramedContentAuthData> read_auth(Reader& reader, ContentType type);

// RFC 9420 section 6: what a signature covers, whatever the wire format. Unverified<> until its
// signature has been checked.
struct AuthenticatedContent {
  WireFormat wire_format = WireFormat::kPublicMessage;
  FramedContent content;
  FramedContentAuthData auth;
};

// FramedContentTBS; the context counts only for senders that know it (members, external joiners).
Buffer to_be_signed(WireFormat wire_format, const FramedContent& content,
                    const GroupContext& context);

// RFC 9420 section 6.2: readable by the delivery service, authentic by signature and, from a
// member, by membership_tag.
struct PublicMessage {
  static constexpr WireFormat kType = WireFormat::kPublicMessage;
  FramedContent content;
  FramedContentAuthData auth;
  Buffer membership_tag;  // on the wire only from a member
};

// RFC 9420 section 6.3.
struct PrivateMessage {
  static constexpr WireFormat kType = WireFormat::kPrivateMessage;
  Buffer group_id;
  Epoch epoch = 0;
  ContentType content_type{};
  Buffer authenticated_data;
  Buffer encrypted_sender_data;
  Buffer ciphertext;

  static constexpr auto fields() {
    return std::tuple(&PrivateMessage::group_id, &PrivateMessage::epoch,
                      &PrivateMessage::content_type, &PrivateMessage::authenticated_data,
                      &PrivateMessage::encrypted_sender_data, &PrivateMessage::ciphertext);
  }
};

template <>
struct codec::Shape<AuthenticatedContent> {
  static void write(Writer& writer, const AuthenticatedContent& value);
  static Result<void> read(Reader& reader, AuthenticatedContent& value);
};
template <>
struct codec::Shape<PublicMessage> {
  static void write(Writer& writer, const PublicMessage& value);
  static Result<void> read(Reader& reader, PublicMessage& value);
};

}  // namespace conclave::mls
