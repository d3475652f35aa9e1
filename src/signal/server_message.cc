// from_server: text to messages, as the native client reads them, and messages to text.
#include "base/limits.h"
#include "signal/fields.h"

namespace conclave::signal {
namespace {

using namespace from_server;

Result<ServerMessage> parse_hello(Fields& fields) {
  Hello hello;
  hello.version = static_cast<uint32_t>(TRY(fields.number("version", 0, UINT32_MAX)));
  hello.connection = TRY(fields.connection("connection"));
  hello.resume = TRY(fields.bytes("resume", limits::kResumeTokenBytesMax));
  hello.resumed = TRY(fields.boolean("resumed"));
  hello.received = TRY(fields.number("received", 0, kEpochMax));
  hello.members = TRY(fields.connections("members"));
  hello.epoch = TRY(fields.epoch("epoch"));
  return hello;
}

Result<ServerMessage> parse_departed(Fields& fields) {
  Departed departed;
  departed.connection = TRY(fields.connection("connection"));
  departed.vanished = TRY(fields.boolean("vanished"));
  return departed;
}

Result<ServerMessage> parse_restored(Fields& fields) {
  Restored restored;
  restored.connection = TRY(fields.connection("connection"));
  restored.resume = TRY(fields.bytes("resume", limits::kResumeTokenBytesMax));
  restored.epoch = TRY(fields.epoch("epoch"));
  return restored;
}

Result<ServerMessage> parse_knock(Fields& fields) {
  Knock knock;
  knock.from = TRY(fields.connection("from"));
  knock.envelope = TRY(fields.bytes("envelope", limits::kKnockBytesMax));
  return knock;
}

template <typename T>
Result<ServerMessage> parse_relayed(Fields& fields) {
  T relayed;
  relayed.from = TRY(fields.connection("from"));
  relayed.epoch = TRY(fields.epoch("epoch"));
  relayed.envelope = TRY(fields.bytes("envelope", limits::kEnvelopeBytesMax));
  return relayed;
}

Result<ServerMessage> parse_message(Fields& fields) {
  Message message;
  message.from = TRY(fields.connection("from"));
  message.envelope = TRY(fields.bytes("envelope", limits::kEnvelopeBytesMax));
  return message;
}

Result<Slot> parse_slot(Fields& fields) {
  Slot slot;
  slot.mid = TRY(fields.text("mid", limits::kMidBytesMax));
  slot.connection = TRY(fields.connection_or_nobody("connection"));
  const std::string_view source = TRY(fields.text("source", limits::kTypeBytesMax));
  if (!source.empty()) slot.source = TRY(parse_source(source));
  if ((slot.connection == ConnectionId()) == slot.source.has_value()) {
    return conclave::Error(ErrorCode::kMalformed, "a slot is half empty");
  }
  TRY(fields.expect_end());
  return slot;
}

Result<ServerMessage> parse_slots(Fields& fields) {
  Slots slots;
  for (const json::value& item : *TRY(fields.array("slots", limits::kSlotsMax))) {
    Fields slot = TRY(Fields::of(item));
    slots.slots.push_back(TRY(parse_slot(slot)));
  }
  return slots;
}

Result<SeenField> parse_seen_field(Fields& fields) {
  const std::string_view group = TRY(fields.text("group", limits::kTypeBytesMax));
  const std::string_view name = TRY(fields.text("name", limits::kSeenNameBytesMax));
  SeenField field;
  field.name = TRY(parse_seen_name(group, name));
  field.value = TRY(fields.text("value", limits::kSeenValueBytesMax));
  TRY(fields.expect_end());
  return field;
}

Result<ServerMessage> parse_seen(Fields& fields) {
  Seen seen;
  for (const json::value& item : *TRY(fields.array("fields", limits::kSeenFieldsMax))) {
    Fields field = TRY(Fields::of(item));
    seen.fields.push_back(TRY(parse_seen_field(field)));
  }
  seen.certificate = TRY(fields.bytes("certificate", limits::kCertificateBytesMax));
  seen.signature = TRY(fields.bytes("signature", limits::kSignatureBytesMax));
  return seen;
}

Result<ServerMessage> parse_error(Fields& fields) {
  const std::string_view code = TRY(fields.text("code", limits::kTypeBytesMax));
  const std::string_view text = TRY(fields.text("text", limits::kErrorTextBytesMax));
  for (const ErrorReason reason :
       {ErrorReason::kMalformed, ErrorReason::kLimit, ErrorReason::kVersion, ErrorReason::kFull,
        ErrorReason::kRefused, ErrorReason::kInternal}) {
    if (code == to_text(reason)) return from_server::Error{reason, std::string(text)};
  }
  return conclave::Error(ErrorCode::kMalformed, "the error code is unknown");
}

Result<ServerMessage> parse_closing(Fields& fields) {
  const std::string_view text = TRY(fields.text("reason", limits::kTypeBytesMax));
  for (const ClosingReason reason : {ClosingReason::kShutdown, ClosingReason::kReplaced}) {
    if (text == to_text(reason)) return Closing{reason};
  }
  return conclave::Error(ErrorCode::kMalformed, "the reason is unknown");
}

Result<ServerMessage> parse_answer(Fields& fields) {
  return Answer{.sdp = std::string(TRY(fields.text("sdp", limits::kSdpBytesMax)))};
}

Result<ServerMessage> parse_fields(std::string_view type, Fields& fields) {
  if (type == "hello") return parse_hello(fields);
  if (type == "created") return Created{};
  if (type == "exists") return Exists{};
  if (type == "restored") return parse_restored(fields);
  if (type == "knock") return parse_knock(fields);
  if (type == "accepted") return Accepted{TRY(fields.epoch("epoch"))};
  if (type == "stale") return Stale{TRY(fields.epoch("epoch"))};
  if (type == "commit") return parse_relayed<Commit>(fields);
  if (type == "welcome") return parse_relayed<from_server::Welcome>(fields);
  if (type == "message") return parse_message(fields);
  if (type == "reply") return Reply{TRY(fields.bytes("envelope", limits::kReplyBytesMax))};
  if (type == "departed") return parse_departed(fields);
  if (type == "ended") return Ended{};
  if (type == "removed") return Removed{};
  if (type == "answer") return parse_answer(fields);
  if (type == "slots") return parse_slots(fields);
  if (type == "pong") return Pong{TRY(fields.number("received", 0, kEpochMax))};
  if (type == "seen") return parse_seen(fields);
  if (type == "error") return parse_error(fields);
  if (type == "closing") return parse_closing(fields);
  return conclave::Error(ErrorCode::kMalformed, "the type is unknown");
}

std::string write(const Hello& hello) {
  JsonWriter writer("hello");
  writer.number("version", hello.version).connection("connection", hello.connection);
  writer.bytes("resume", hello.resume).boolean("resumed", hello.resumed);
  writer.number("received", hello.received).connections("members", hello.members);
  return std::move(writer.epoch(hello.epoch)).take();
}

std::string write(const Created&) { return JsonWriter("created").take(); }
std::string write(const Exists&) { return JsonWriter("exists").take(); }

std::string write(const Restored& restored) {
  JsonWriter writer("restored");
  writer.connection("connection", restored.connection).bytes("resume", restored.resume);
  return std::move(writer.epoch(restored.epoch)).take();
}
std::string write(const Ended&) { return JsonWriter("ended").take(); }
std::string write(const Removed&) { return JsonWriter("removed").take(); }

// A little more room than base64 takes, so that the text is allocated once.
size_t encoded_size(Bytes bytes) { return bytes.size() * 4 / 3 + 4; }

std::string write(const Knock& knock) {
  JsonWriter writer("knock", encoded_size(knock.envelope));
  writer.connection("from", knock.from).bytes("envelope", knock.envelope);
  return std::move(writer).take();
}

std::string write(const Accepted& accepted) {
  return std::move(JsonWriter("accepted").epoch(accepted.epoch)).take();
}

std::string write(const Stale& stale) {
  return std::move(JsonWriter("stale").epoch(stale.epoch)).take();
}

template <typename T>
std::string write_relayed(std::string_view type, const T& relayed) {
  JsonWriter writer(type, encoded_size(relayed.envelope));
  writer.connection("from", relayed.from).epoch(relayed.epoch);
  return std::move(writer.bytes("envelope", relayed.envelope)).take();
}

std::string write(const Commit& commit) { return write_relayed("commit", commit); }
std::string write(const from_server::Welcome& welcome) { return write_relayed("welcome", welcome); }

std::string write(const Message& message) {
  JsonWriter writer("message", encoded_size(message.envelope));
  writer.connection("from", message.from).bytes("envelope", message.envelope);
  return std::move(writer).take();
}

std::string write(const Reply& reply) {
  return std::move(JsonWriter("reply").bytes("envelope", reply.envelope)).take();
}

std::string write(const Departed& departed) {
  JsonWriter writer("departed");
  writer.connection("connection", departed.connection).boolean("vanished", departed.vanished);
  return std::move(writer).take();
}

std::string write(const Pong& pong) {
  return std::move(JsonWriter("pong").number("received", pong.received)).take();
}

std::string write(const Answer& answer) {
  return std::move(JsonWriter("answer", answer.sdp.size()).text("sdp", answer.sdp)).take();
}

std::string write(const Slots& slots) {
  JsonWriter writer("slots");
  writer.begin_array("slots");
  for (const Slot& slot : slots.slots) {
    writer.begin_item().text("mid", slot.mid).connection("connection", slot.connection);
    writer.text("source", slot.source ? to_text(*slot.source) : "").end_object();
  }
  return std::move(writer.end_array()).take();
}

std::string write(const Seen& seen) {
  JsonWriter writer("seen");
  writer.begin_array("fields");
  for (const SeenField& field : seen.fields) {
    writer.begin_item().text("group", to_text(group_of(field.name)));
    writer.text("name", to_text(field.name)).text("value", field.value).end_object();
  }
  writer.end_array().bytes("certificate", seen.certificate).bytes("signature", seen.signature);
  return std::move(writer).take();
}

std::string write(const from_server::Error& error) {
  JsonWriter writer("error");
  return std::move(writer.text("code", to_text(error.code)).text("text", error.text)).take();
}

std::string write(const Closing& closing) {
  return std::move(JsonWriter("closing").text("reason", to_text(closing.reason))).take();
}

}  // namespace

Result<ServerMessage> parse_server_message(std::string_view text) {
  const json::value value = TRY(parse_json(text));
  Fields fields = TRY(Fields::of(value));
  const std::string_view type = TRY(fields.text("type", limits::kTypeBytesMax));
  ServerMessage message = TRY(parse_fields(type, fields));
  TRY(fields.expect_end());
  return message;
}

std::string to_json(const ServerMessage& message) {
  return std::visit([](const auto& typed) { return write(typed); }, message);
}

}  // namespace conclave::signal
