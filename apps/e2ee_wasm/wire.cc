#include "wire.h"

#include "base/reader.h"

namespace conclave::e2ee_wasm {
namespace {

namespace from = e2ee::from_server;
namespace to = e2ee::to_server;

Result<ConnectionId> connection(Reader& reader) { return ConnectionId(TRY(reader.u32())); }

Result<Buffer> run(Reader& reader) {
  const uint32_t size = TRY(reader.u32());
  return to_buffer(TRY(reader.read(size)));
}

void put_run(Writer& out, Bytes bytes) {
  out.u32(static_cast<uint32_t>(bytes.size())).bytes(bytes);
}

void put_connections(Writer& out, const std::vector<ConnectionId>& connections) {
  out.u32(static_cast<uint32_t>(connections.size()));
  for (const ConnectionId id : connections) out.u32(id.value());
}

// ---- one function a message -----------------------------------------------------------------

void put(Writer&, const to::Create&) {}
void put(Writer& out, const to::Knock& knock) { put_run(out, knock.envelope); }
void put(Writer& out, const to::Commit& commit) {
  out.u64(commit.epoch);
  put_run(out, commit.envelope);
  put_run(out, commit.welcome);
  put_connections(out, commit.to);
  put_connections(out, commit.removed);
}
void put(Writer& out, const to::Message& message) {
  put_run(out, message.envelope);
  out.u32(message.to.value());
}
void put(Writer& out, const to::Reply& reply) {
  put_run(out, reply.envelope);
  out.u32(reply.to.value());
}
void put(Writer& out, const to::Restore& restore) {
  out.u32(restore.connection.value()).u64(restore.epoch);
  put_connections(out, restore.members);
  put_run(out, restore.proof.reveal());
  put_run(out, restore.proof_before.reveal());
  out.u32(restore.last_from.value());
  put_run(out, restore.last_commit);
}

// ---- one function an event --------------------------------------------------------------------

void put(Writer& out, const e2ee::ToServer& message) {
  out.u8(static_cast<uint8_t>(message.index()));
  std::visit([&](const auto& kind) { put(out, kind); }, message);
}
void put(Writer& out, const e2ee::Joined& joined) { out.u32(joined.leaf.value()); }
void put(Writer& out, const e2ee::Policy& policy) {
  for (size_t field = 0; field <= static_cast<size_t>(e2ee::PolicyField::kLinkExpires); ++field) {
    const uint64_t value = value_of(policy, static_cast<e2ee::PolicyField>(field));
    const bool is_last = field == static_cast<size_t>(e2ee::PolicyField::kLinkExpires);
    is_last ? out.u64(value) : out.u8(static_cast<uint8_t>(value));
  }
}
void put(Writer& out, const e2ee::EpochChanged& changed) {
  out.u64(changed.frames.epoch);
  put_run(out, as_bytes(changed.safety_code.digits));
  for (const uint16_t word : changed.safety_code.words) out.u16(word);
  put(out, changed.policy);
  out.u32(static_cast<uint32_t>(changed.roster.size()));
  for (const e2ee::RosterMember& member : changed.roster) {
    out.u32(member.leaf.value()).u32(member.connection.value());
    out.u8(member.is_self).u8(member.is_host).bytes(member.fingerprint);
    put_run(out, as_bytes(member.name));
  }
}
void put(Writer& out, const e2ee::DeviceStateChanged& changed) {
  out.u32(changed.leaf.value());
  out.u8(changed.state.microphone).u8(changed.state.camera).u8(changed.state.screen);
  out.u8(changed.state.screen_paused).u32(changed.hand);
}
void put(Writer& out, const e2ee::KnocksChanged& changed) {
  out.u32(static_cast<uint32_t>(changed.waiting.size()));
  for (const e2ee::Waiting& waiting : changed.waiting) {
    out.u32(waiting.connection.value());
    put_run(out, as_bytes(waiting.name));
    put_run(out, as_bytes(waiting.invite));
  }
}
void put(Writer& out, const e2ee::Alarm& alarm) {
  out.u8(static_cast<uint8_t>(alarm.kind));
  put_run(out, as_bytes(alarm.who));
}
void put(Writer&, const e2ee::RemovedByMember&) {}
void put(Writer&, const e2ee::Lost&) {}
void put(Writer& out, const e2ee::Logged& logged) {
  out.u32(static_cast<uint32_t>(logged.lines.size()));
  for (const e2ee::LogEntry& entry : logged.lines) {
    out.u64(entry.epoch).u8(static_cast<uint8_t>(entry.kind));
    put_run(out, as_bytes(entry.who));
    put_run(out, as_bytes(entry.by));
    out.u8(static_cast<uint8_t>(entry.change.field)).u64(entry.change.value);
  }
}
void put(Writer& out, const e2ee::SilentChanged& changed) {
  out.u32(static_cast<uint32_t>(changed.leaves.size()));
  for (const mls::LeafIndex leaf : changed.leaves) out.u32(leaf.value());
}
void put(Writer& out, const e2ee::WaitingForHosts& waiting) {
  out.u32(static_cast<uint32_t>(waiting.hosts.size()));
  for (const std::string& host : waiting.hosts) put_run(out, as_bytes(host));
}
void put(Writer&, const e2ee::Denied&) {}
void put(Writer&, const e2ee::WrongPassphrase&) {}
void put(Writer& out, const e2ee::LinkChanged& changed) {
  put_run(out, as_bytes(changed.fragment));
}
void put(Writer& out, const e2ee::Invited& invited) {
  put_run(out, as_bytes(invited.fragment));
  put_run(out, as_bytes(invited.label));
}
void put(Writer& out, const e2ee::MessageId& id) { out.u32(id.connection.value()).u32(id.number); }
void put(Writer& out, const e2ee::Said& said) {
  put(out, said.id);
  out.u32(said.leaf.value());
  put_run(out, as_bytes(said.name));
  out.u8(said.is_self).u8(type_of(said.words));
  write_words(out, said.words);
}
void put(Writer& out, const e2ee::ChunkWanted& wanted) {
  out.u32(wanted.from.value()).u32(wanted.file).u32(wanted.index);
}
void put(Writer& out, const e2ee::ChunkArrived& chunk) {
  put(out, chunk.file);
  out.u32(chunk.index);
  put_run(out, chunk.data);
}

void put(Writer& out, const e2ee::FrameCipherInput& input) {
  out.u32(input.key_id).bytes(input.nonce);
  put_run(out, input.aad);
}

Result<e2ee::FromServer> decode_hello(Reader& reader) {
  from::Hello hello{.connection = TRY(connection(reader))};
  hello.resumed = TRY(reader.u8()) != 0;
  return hello;
}
Result<e2ee::FromServer> decode_restored(Reader& reader) {
  const ConnectionId id = TRY(connection(reader));
  return from::Restored{.connection = id, .epoch = TRY(reader.u64())};
}
Result<e2ee::FromServer> decode_knock(Reader& reader) {
  const ConnectionId id = TRY(connection(reader));
  return from::Knock{.from = id, .envelope = TRY(run(reader))};
}
template <typename Kind>
Result<e2ee::FromServer> decode_handshake(Reader& reader) {
  const ConnectionId id = TRY(connection(reader));
  const uint64_t epoch = TRY(reader.u64());
  return Kind{.from = id, .epoch = epoch, .envelope = TRY(run(reader))};
}
Result<e2ee::FromServer> decode_message(Reader& reader) {
  const ConnectionId id = TRY(connection(reader));
  return from::Message{.from = id, .envelope = TRY(run(reader))};
}

}  // namespace

Result<e2ee::FromServer> decode_from_server(Bytes bytes) {
  Reader reader(bytes);
  switch (TRY(reader.u8())) {
    case 0: return decode_hello(reader);
    case 1: return from::Created{};
    case 2: return from::Exists{};
    case 3: return decode_knock(reader);
    case 4: return from::Accepted{.epoch = TRY(reader.u64())};
    case 5: return from::Stale{.epoch = TRY(reader.u64())};
    case 6: return decode_handshake<from::Commit>(reader);
    case 7: return decode_handshake<from::Welcome>(reader);
    case 8: return decode_message(reader);
    case 9: return from::Departed{.connection = TRY(connection(reader))};
    case 10: return from::Ended{};
    case 11: return from::Removed{};
    case 12: return from::Reply{.envelope = TRY(run(reader))};
    case 13: return decode_restored(reader);
    default: return Error(ErrorCode::kMalformed, "no such server message");
  }
}

Result<e2ee::Words> decode_words(Bytes bytes) {
  Reader reader(bytes);
  const uint8_t type = TRY(reader.u8());
  e2ee::Words words = TRY(e2ee::read_words(type, reader));
  TRY(reader.expect_end());
  return words;
}

Buffer encode(const e2ee::Events& events) {
  Writer out;
  out.u32(static_cast<uint32_t>(events.size()));
  for (const e2ee::Event& event : events) {
    out.u8(static_cast<uint8_t>(event.index()));
    std::visit([&](const auto& kind) { put(out, kind); }, event);
  }
  return std::move(out).take();
}

Buffer encode(const e2ee::SealPlan& plan) {
  Writer out;
  put(out, plan.input);
  put_run(out, plan.head);
  put_run(out, plan.plaintext_head);
  out.u32(static_cast<uint32_t>(plan.plaintext_size));
  return std::move(out).take();
}

Buffer encode(const e2ee::OpenPlan& plan) {
  Writer out;
  put(out, plan.input);
  out.u32(static_cast<uint32_t>(plan.ciphertext_offset)).u64(plan.epoch);
  out.u32(static_cast<uint32_t>(plan.counter)).u8(plan.is_key_frame);
  return std::move(out).take();
}

Buffer encode(const e2ee::FrameVerdict& verdict) {
  Writer out;
  out.u32(verdict.leaf.value()).u8(static_cast<uint8_t>(verdict.stream.kind));
  out.u8(verdict.stream.layer).u64(verdict.epoch).u8(verdict.is_key_frame);
  out.u8(verdict.is_speaking);
  out.u32(static_cast<uint32_t>(verdict.content_offset));
  out.u32(static_cast<uint32_t>(verdict.content_size));
  return std::move(out).take();
}

}  // namespace conclave::e2ee_wasm
