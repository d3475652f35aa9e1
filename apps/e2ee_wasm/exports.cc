// The C functions that web/src/e2ee/core.ts calls: each unpacks its arguments, makes one call, and
// leaves the answer in the core's output. Moments are microseconds of the host's monotonic clock.
//
// Every call that can fail returns 0 or one more than the ErrorCode; the output then holds the
// error's text.
#include "core.h"
#include "e2ee/link.h"
#include "wire.h"

#include <limits>
#include <new>

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

using namespace conclave;
using namespace conclave::e2ee_wasm;

namespace {

Time moment(double now_us) { return time_from_us(static_cast<int64_t>(now_us)); }

int answer(Core* core, Buffer output) {
  core->output = std::move(output);
  return 0;
}

int fail(Core* core, const Error& error) {
  core->output = to_buffer(as_bytes(error.text));
  return 1 + static_cast<int>(error.code);
}

template <typename Value>
int answer(Core* core, const Result<Value>& result) {
  return result ? answer(core, encode(*result)) : fail(core, result.error());
}

int answer_key(Core* core, const Result<Secret>& key) {
  return key ? answer(core, to_buffer(key->reveal())) : fail(core, key.error());
}

constexpr Error kNotOpen{ErrorCode::kNotYet, "no meeting was opened"};

template <typename Act>
int wish(Core* core, double now_us, Act act) {
  if (!core->meeting) return fail(core, kNotOpen);
  const auto events = act(*core->meeting, moment(now_us));
  if (!events) return fail(core, events.error());
  core->publish(*events, moment(now_us));
  return 0;
}

int tell(Core* core, std::optional<mls::LeafIndex> to, double now_us) {
  auto words = decode_words(core->input);
  if (!words) return fail(core, words.error());
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.tell(std::move(*words), to, now);
  });
}

}  // namespace

// ---- a core and its buffers -------------------------------------------------------------------

EXPORT(core_new) Core* core_new() { return new Core; }

EXPORT(core_input) uint8_t* core_input(Core* core, size_t size) {
  core->input.assign(size, 0);
  return core->input.data();
}
EXPORT(core_output) const uint8_t* core_output(Core* core) { return core->output.data(); }
EXPORT(core_output_size) size_t core_output_size(Core* core) { return core->output.size(); }

// Keys and the link's secret pass through the buffers: this is for right after.
EXPORT(core_wipe_buffers) void core_wipe_buffers(Core* core) {
  wipe(core->input);
  wipe(core->output);
}

// ---- the meeting ------------------------------------------------------------------------------

// Input: the link's fragment, the name, the passphrase if the link needs one. Output: the meeting
// id.
EXPORT(core_open)
int core_open(Core* core, size_t fragment_size, size_t name_size, double unix_seconds,
              double now_us) {
  const std::string_view text = as_text(core->input);
  const std::string_view fragment = text.substr(0, fragment_size);
  const std::string_view name = text.substr(fragment.size(), name_size);
  const std::string_view passphrase = text.substr(fragment.size() + name.size());
  const auto secret = e2ee::LinkSecret::parse(fragment);
  if (!secret) return fail(core, secret.error());
  e2ee::MeetingOptions options{.link_secret = *secret,
                               .name = std::string(name),
                               .unix_now = mls::UnixSeconds(static_cast<uint64_t>(unix_seconds))};
  if (secret->needs_passphrase()) {
    auto key = e2ee::stretch_passphrase(*secret, passphrase);
    if (!key) return fail(core, key.error());
    options.passphrase_key = std::move(*key);
  }
  auto opened = e2ee::Meeting::open(std::move(options), moment(now_us), core->random);
  if (!opened) return fail(core, opened.error());
  core->meeting.emplace(std::move(*opened));
  return answer(core, to_buffer(as_bytes(core->meeting->meeting_id())));
}

// Input: a server message. Output: events, as of core_wake and core_say.
EXPORT(core_receive) int core_receive(Core* core, double now_us) {
  if (!core->meeting) return fail(core, kNotOpen);
  const auto message = decode_from_server(core->input);
  if (!message) return fail(core, message.error());
  core->publish(core->meeting->receive(*message, moment(now_us)), moment(now_us));
  return 0;
}

EXPORT(core_wake) int core_wake(Core* core, double now_us) {
  if (!core->meeting) return fail(core, kNotOpen);
  core->receiver.wake(moment(now_us));
  core->publish(core->meeting->wake(moment(now_us)), moment(now_us));
  return 0;
}

// Infinity for never.
EXPORT(core_next_wake) double core_next_wake(Core* core) {
  const Time next = core->next_wake();
  return next == kNever ? std::numeric_limits<double>::infinity()
                        : static_cast<double>(to_us(next));
}

EXPORT(core_say)
int core_say(Core* core, bool microphone, bool camera, bool screen, bool screen_paused,
             double now_us) {
  if (!core->meeting) return fail(core, kNotOpen);
  const e2ee::DeviceState state{
      .microphone = microphone, .camera = camera, .screen = screen, .screen_paused = screen_paused};
  core->publish(core->meeting->say(state, moment(now_us)), moment(now_us));
  return 0;
}

// ---- what a member says: output as of core_receive ---------------------------------------------

EXPORT(core_raise_hand) int core_raise_hand(Core* core, bool is_raised, double now_us) {
  return wish(core, now_us,
              [&](e2ee::Meeting& meeting, Time now) { return meeting.raise_hand(is_raised, now); });
}

// Input: words as src/e2ee/words.h has them, behind their type.
EXPORT(core_tell) int core_tell(Core* core, double now_us) {
  return tell(core, std::nullopt, now_us);
}
EXPORT(core_tell_to) int core_tell_to(Core* core, uint32_t leaf, double now_us) {
  return tell(core, mls::LeafIndex(leaf), now_us);
}

EXPORT(core_want_chunk)
int core_want_chunk(Core* core, uint32_t connection, uint32_t file, uint32_t index, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.want_chunk({ConnectionId(connection), file}, index, now);
  });
}

// Input: the chunk.
EXPORT(core_send_chunk)
int core_send_chunk(Core* core, uint32_t connection, uint32_t file, uint32_t index, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.send_chunk(ConnectionId(connection), file, index, core->input, now);
  });
}

// ---- what a host wishes: output as of core_receive ---------------------------------------------

EXPORT(core_admit) int core_admit(Core* core, uint32_t connection, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.admit(ConnectionId(connection), now);
  });
}

EXPORT(core_deny) int core_deny(Core* core, uint32_t connection, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.deny(ConnectionId(connection), now);
  });
}

EXPORT(core_remove)
int core_remove(Core* core, uint32_t leaf, bool does_change_link, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.remove(mls::LeafIndex(leaf), does_change_link, now);
  });
}

EXPORT(core_change_policy)
int core_change_policy(Core* core, uint8_t field, double value, double now_us) {
  const e2ee::PolicyChange change{.field = static_cast<e2ee::PolicyField>(field),
                                  .value = static_cast<uint64_t>(value)};
  return wish(core, now_us,
              [&](e2ee::Meeting& meeting, Time now) { return meeting.change(change, now); });
}

EXPORT(core_set_host) int core_set_host(Core* core, uint32_t leaf, bool is_host, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.set_host(mls::LeafIndex(leaf), is_host, now);
  });
}

EXPORT(core_change_link) int core_change_link(Core* core, double now_us) {
  return wish(core, now_us,
              [](e2ee::Meeting& meeting, Time now) { return meeting.change_link(now); });
}

// Input: whom it is for.
EXPORT(core_invite) int core_invite(Core* core, double now_us) {
  return wish(core, now_us, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.invite(std::string(as_text(core->input)), now);
  });
}

EXPORT(core_leave) void core_leave(Core* core) {
  core->forget_frame_keys();
  if (core->meeting) core->meeting->leave();
  core_wipe_buffers(core);
}

// ---- frames -----------------------------------------------------------------------------------

EXPORT(core_seal_begin)
int core_seal_begin(Core* core, uint8_t kind, uint8_t layer, size_t content_size, bool is_key_frame,
                    bool is_speaking) {
  const e2ee::FrameStream stream{static_cast<SourceKind>(kind), layer};
  return answer(core, core->sender.seal_begin(stream, content_size, is_key_frame, is_speaking));
}

EXPORT(core_seal_key) int core_seal_key(Core* core, uint32_t key_id) {
  return answer_key(core, core->sender.key(key_id));
}

// Input: the frame's first bytes, as many as frame_receiver.h asks for.
EXPORT(core_open_begin)
int core_open_begin(Core* core, bool is_video, size_t frame_size, double now_us) {
  const auto media = is_video ? e2ee::FrameMedia::kVideo : e2ee::FrameMedia::kAudio;
  return answer(core, core->receiver.open_begin(media, core->input, frame_size, moment(now_us)));
}

EXPORT(core_open_key) int core_open_key(Core* core, uint32_t key_id) {
  return answer_key(core, core->receiver.key(key_id));
}

// The plan's fields come back as they went out; the plaintext's first two bytes as one number.
EXPORT(core_open_finish)
int core_open_finish(Core* core, uint32_t key_id, double epoch, uint32_t counter, bool is_key_frame,
                     uint16_t plaintext_head, size_t plaintext_size) {
  const auto parsed = e2ee::FrameKeyId::parse(key_id);
  if (!parsed) return fail(core, parsed.error());
  e2ee::OpenPlan plan{};
  plan.input.key_id = key_id;
  plan.key_id = *parsed;
  plan.epoch = static_cast<uint64_t>(epoch);
  plan.counter = counter;
  plan.is_key_frame = is_key_frame;
  const std::array<uint8_t, 2> head = {static_cast<uint8_t>(plaintext_head >> 8),
                                       static_cast<uint8_t>(plaintext_head)};
  return answer(core, core->receiver.open_finish(plan, head, plaintext_size));
}

// Output: a byte an epoch whose keys are alive. Copies of other epochs' keys must go.
EXPORT(core_live_epochs) int core_live_epochs(Core* core) {
  return answer(core, Buffer(core->receiver.live_epoch_bits()));
}
