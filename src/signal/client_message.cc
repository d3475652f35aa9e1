// from_client: text to messages, as the server reads them, and messages to text.
#include "base/limits.h"
#include "signal/fields.h"

namespace conclave::signal {
namespace {

using namespace from_client;

constexpr Error kUnknownType(ErrorCode::kMalformed, "the type is unknown");

Result<ClientMessage> parse_hello(Fields& fields) {
  Hello hello;
  hello.version = static_cast<uint32_t>(TRY(fields.number("version", 0, UINT32_MAX)));
  if (fields.has("resume")) {
    hello.resume = TRY(fields.bytes("resume", limits::kResumeTokenBytesMax));
  }
  if (fields.has("received")) hello.received = TRY(fields.number("received", 0, kEpochMax));
  return hello;
}

Result<ClientMessage> parse_knock(Fields& fields) {
  return Knock{.envelope = TRY(fields.bytes("envelope", limits::kKnockBytesMax))};
}

Result<Welcome> parse_welcome(Fields& fields) {
  Welcome welcome;
  welcome.envelope = TRY(fields.bytes("envelope", limits::kEnvelopeBytesMax));
  welcome.to = TRY(fields.connections("to"));
  if (welcome.to.empty()) return Error(ErrorCode::kMalformed, "a welcome for nobody");
  TRY(fields.expect_end());
  return welcome;
}

Result<ClientMessage> parse_commit(Fields& fields) {
  Commit commit;
  commit.epoch = TRY(fields.epoch("epoch"));
  commit.envelope = TRY(fields.bytes("envelope", limits::kEnvelopeBytesMax));
  if (fields.has("welcome")) {
    Fields welcome = TRY(fields.object("welcome"));
    commit.welcome = TRY(parse_welcome(welcome));
  }
  commit.removed = TRY(fields.connections("removed"));
  return commit;
}

Result<ClientMessage> parse_message(Fields& fields) {
  Message message;
  message.envelope = TRY(fields.bytes("envelope", limits::kEnvelopeBytesMax));
  if (fields.has("to")) message.to = TRY(fields.connection("to"));
  return message;
}

Result<ClientMessage> parse_reply(Fields& fields) {
  Reply reply;
  reply.envelope = TRY(fields.bytes("envelope", limits::kReplyBytesMax));
  reply.to = TRY(fields.connection("to"));
  return reply;
}

Result<ClientMessage> parse_offer(Fields& fields) {
  return Offer{.sdp = std::string(TRY(fields.text("sdp", limits::kSdpBytesMax)))};
}

Result<ReceiveSlot> parse_slot(Fields& fields) {
  ReceiveSlot slot;
  slot.mid = TRY(fields.text("mid", limits::kMidBytesMax));
  slot.connection = TRY(fields.connection("connection"));
  const std::string_view source = TRY(fields.text("source", limits::kTypeBytesMax));
  slot.source = TRY(parse_source(source));
  slot.height = static_cast<uint32_t>(TRY(fields.number("height", 0, limits::kHeightMax)));
  slot.priority = static_cast<uint8_t>(TRY(fields.number("priority", 0, UINT8_MAX)));
  TRY(fields.expect_end());
  return slot;
}

Result<ClientMessage> parse_receive(Fields& fields) {
  Receive receive;
  for (const json::value& item : *TRY(fields.array("slots", limits::kSlotsMax))) {
    Fields slot = TRY(Fields::of(item));
    receive.slots.push_back(TRY(parse_slot(slot)));
  }
  return receive;
}

Result<ClientMessage> parse_ping(Fields& fields) {
  Ping ping;
  if (fields.has("received")) ping.received = TRY(fields.number("received", 0, kEpochMax));
  return ping;
}

Result<ClientMessage> parse_inspect(Fields& fields) {
  Inspect inspect;
  const Buffer question = TRY(fields.bytes("question", inspect.question.size()));
  if (question.size() != inspect.question.size()) {
    return Error(ErrorCode::kMalformed, "a question is too short");
  }
  std::ranges::copy(question, inspect.question.begin());
  return inspect;
}

Result<LastCommit> parse_last_commit(Fields& fields) {
  LastCommit commit;
  commit.from = TRY(fields.connection("from"));
  commit.envelope = TRY(fields.bytes("envelope", limits::kEnvelopeBytesMax));
  TRY(fields.expect_end());
  return commit;
}

Result<Buffer> parse_proof(Fields& fields, std::string_view name) {
  Buffer proof = TRY(fields.bytes(name, limits::kRestoreProofBytes));
  if (proof.size() != limits::kRestoreProofBytes) {
    return Error(ErrorCode::kMalformed, "a proof is too short");
  }
  return proof;
}

Result<ClientMessage> parse_restore(Fields& fields) {
  Restore restore;
  restore.connection = TRY(fields.connection("connection"));
  // Half of them, so that the meeting can go on from there.
  restore.epoch = Epoch(TRY(fields.number("epoch", 0, kEpochMax / 2)));
  restore.members = TRY(fields.connections("members"));
  restore.proof = TRY(parse_proof(fields, "proof"));
  if (fields.has("proof_before")) restore.proof_before = TRY(parse_proof(fields, "proof_before"));
  if (fields.has("commit")) {
    Fields commit = TRY(fields.object("commit"));
    restore.commit = TRY(parse_last_commit(commit));
  }
  return restore;
}

Result<ClientMessage> parse_fields(std::string_view type, Fields& fields) {
  if (type == "hello") return parse_hello(fields);
  if (type == "create") return Create{};
  if (type == "knock") return parse_knock(fields);
  if (type == "commit") return parse_commit(fields);
  if (type == "message") return parse_message(fields);
  if (type == "reply") return parse_reply(fields);
  if (type == "offer") return parse_offer(fields);
  if (type == "receive") return parse_receive(fields);
  if (type == "ping") return parse_ping(fields);
  if (type == "inspect") return parse_inspect(fields);
  if (type == "restore") return parse_restore(fields);
  if (type == "leave") return Leave{};
  return kUnknownType;
}

std::string write(const Hello& hello) {
  JsonWriter writer("hello");
  writer.number("version", hello.version);
  if (!hello.resume.empty()) writer.bytes("resume", hello.resume);
  if (hello.received > 0) writer.number("received", hello.received);
  return std::move(writer).take();
}

std::string write(const Create&) { return JsonWriter("create").take(); }

std::string write(const Knock& knock) {
  return std::move(JsonWriter("knock").bytes("envelope", knock.envelope)).take();
}

std::string write(const Commit& commit) {
  JsonWriter writer("commit");
  writer.epoch(commit.epoch).bytes("envelope", commit.envelope);
  if (commit.welcome) {
    writer.begin_object("welcome").bytes("envelope", commit.welcome->envelope);
    writer.connections("to", commit.welcome->to).end_object();
  }
  return std::move(writer.connections("removed", commit.removed)).take();
}

std::string write(const Message& message) {
  JsonWriter writer("message");
  writer.bytes("envelope", message.envelope);
  if (message.to) writer.connection("to", *message.to);
  return std::move(writer).take();
}

std::string write(const Reply& reply) {
  JsonWriter writer("reply");
  return std::move(writer.bytes("envelope", reply.envelope).connection("to", reply.to)).take();
}

std::string write(const Offer& offer) {
  return std::move(JsonWriter("offer").text("sdp", offer.sdp)).take();
}

std::string write(const Receive& receive) {
  JsonWriter writer("receive");
  writer.begin_array("slots");
  for (const ReceiveSlot& slot : receive.slots) {
    writer.begin_item().text("mid", slot.mid).connection("connection", slot.connection);
    writer.text("source", to_text(slot.source)).number("height", slot.height);
    writer.number("priority", slot.priority).end_object();
  }
  return std::move(writer.end_array()).take();
}

std::string write(const Ping& ping) {
  return std::move(JsonWriter("ping").number("received", ping.received)).take();
}

std::string write(const Inspect& inspect) {
  return std::move(JsonWriter("inspect").bytes("question", inspect.question)).take();
}
std::string write(const Restore& restore) {
  JsonWriter writer("restore");
  writer.connection("connection", restore.connection).epoch(restore.epoch);
  writer.connections("members", restore.members).bytes("proof", restore.proof);
  if (!restore.proof_before.empty()) writer.bytes("proof_before", restore.proof_before);
  if (restore.commit) {
    writer.begin_object("commit").connection("from", restore.commit->from);
    writer.bytes("envelope", restore.commit->envelope).end_object();
  }
  return std::move(writer).take();
}

std::string write(const Leave&) { return JsonWriter("leave").take(); }

}  // namespace

Result<ClientMessage> parse_client_message(std::string_view text) {
  const json::value value = TRY(parse_json(text));
  Fields fields = TRY(Fields::of(value));
  const std::string_view type = TRY(fields.text("type", limits::kTypeBytesMax));
  ClientMessage message = TRY(parse_fields(type, fields));
  TRY(fields.expect_end());
  return message;
}

std::string to_json(const ClientMessage& message) {
  return std::visit([](const auto& typed) { return write(typed); }, message);
}

}  // namespace conclave::signal
