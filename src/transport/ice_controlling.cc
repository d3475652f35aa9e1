#include "transport/ice_controlling.h"

namespace conclave::transport {

namespace {

using namespace std::chrono_literals;

// RFC 8445 section 14.2: one check every 50 ms at first. With one server and few candidates there
// is nobody to be gentler to; it slows down while nothing answers.
constexpr Duration kPaceFirst = 50ms;
constexpr Duration kPaceSlowest = 1s;
// A consent check that is not answered is followed by another, sooner than RFC 7675's next: with a
// third of all packets lost, six tries in 30 s would give up a living path too often.
constexpr Duration kConsentRetry = 1s;
constexpr size_t kOpenChecksMax = 64;

// RFC 8445 section 5.1.2.1 for a host candidate, component 1.
constexpr uint32_t kPriority = 126u << 24 | 65535u << 8 | 255u;

}  // namespace

IceControlling::IceControlling(const IceCredentials& local, Random& random)
    : random_(random), tie_breaker_(random.next_u64()), local_(local) {}

void IceControlling::start(const IceCredentials& local, const IceCredentials& remote,
                           std::span<const Address> candidates, Time now) {
  local_ = local;
  remote_ = remote;
  candidates_.assign(candidates.begin(), candidates.end());
  next_candidate_ = 0;
  open_.clear();
  pace_ = kPaceFirst;
  next_check_ = candidates_.empty() ? kNever : now;
  // A path that still has consent keeps its deadline; otherwise the checks get that long to begin
  // with.
  if (!selected_) consent_until_ = now + limits::kConsentTimeout;
  answered_.reset();
  is_nominated_ = false;
  has_lapsed_ = false;
}

void IceControlling::check_now(Time now) {
  if (next_check_ != kNever) next_check_ = now;
}

Result<std::optional<PathValidated>> IceControlling::receive(const Address& from, Bytes datagram,
                                                             Time now) {
  const StunMessage answer = TRY(StunMessage::parse(datagram));
  if (answer.kind == StunKind::kIndication) return std::optional<PathValidated>();
  if (answer.kind == StunKind::kRequest) {
    return Error(ErrorCode::kRefused, "a check from a server that should be lite");
  }
  const Check check = TRY(take_answered(answer, from));
  if (answer.kind == StunKind::kError) {
    return Error(ErrorCode::kRefused, "the server refused a check");
  }
  take_success(check, now);
  return validate(from);
}

// The open check that this answers. Errors without integrity close nothing: anyone can make one.
Result<IceControlling::Check> IceControlling::take_answered(const StunMessage& answer,
                                                            const Address& from) {
  const auto check = std::ranges::find(open_, answer.transaction, &Check::transaction);
  if (check == open_.end()) return Error(ErrorCode::kStale, "an answer to no open check");
  // RFC 8445 section 7.2.5.2.1: it must come from where the question went.
  if (check->to != from) return Error(ErrorCode::kInvalid, "an answer from another address");
  if (!answer.is_authentic(remote_.password)) {
    return Error(ErrorCode::kUnauthentic, "an answer with another password");
  }
  const Check taken = *check;
  open_.erase(check);
  return taken;
}

void IceControlling::take_success(const Check& check, Time now) {
  if (has_lapsed_) return;
  if (!check.nominates) {
    if (!answered_) answered_ = check.to;
    pace_ = kPaceFirst;
    next_check_ = now;  // section 8.1.1: nominate by a second check
    return;
  }
  selected_ = check.to;
  is_nominated_ = true;
  consent_until_ = now + limits::kConsentTimeout;
  next_check_ = now + until_next_consent();
}

std::optional<PathValidated> IceControlling::validate(const Address& address) {
  if (is_validated(address)) return std::nullopt;
  PathValidated validated{.address = address, .dropped = std::nullopt};
  if (addresses_.size() == limits::kIceAddressesMax) {
    const size_t index = selected_ == addresses_[0] ? 1 : 0;
    validated.dropped = addresses_[index];
    addresses_.erase(addresses_.begin() + static_cast<ptrdiff_t>(index));
  }
  addresses_.push_back(address);
  return validated;
}

// RFC 7675 section 5.1: between 0.8 and 1.2 of the interval, so that nobody's checks march in step.
Duration IceControlling::until_next_consent() {
  const auto fifth = static_cast<uint64_t>(limits::kConsentInterval.count()) / 5;
  return limits::kConsentInterval * 4 / 5 +
         Duration(static_cast<int64_t>(random_.below(2 * fifth)));
}

void IceControlling::wake(Time now, Outbox& out) {
  if (now >= consent_until_) {
    has_lapsed_ = true;
    selected_.reset();
    consent_until_ = next_check_ = kNever;
  }
  if (now >= next_check_) send_next(now, out);
}

void IceControlling::send_next(Time now, Outbox& out) {
  if (is_nominated_) {
    send_check(*selected_, true, out);
    next_check_ = now + kConsentRetry;
    return;
  }
  if (answered_) {
    send_check(*answered_, true, out);
  } else {
    send_check(candidates_[next_candidate_], false, out);
    next_candidate_ = (next_candidate_ + 1) % candidates_.size();
  }
  next_check_ = now + pace_;
  if (next_candidate_ == 0) pace_ = std::min(pace_ * 3 / 2, kPaceSlowest);
}

void IceControlling::send_check(const Address& to, bool nominates, Outbox& out) {
  Check check{.transaction = {}, .to = to, .nominates = nominates};
  random_.fill(check.transaction);
  StunWriter writer(StunKind::kRequest, check.transaction);
  writer.username(remote_.ufrag + ":" + local_.ufrag);
  writer.priority(kPriority).ice_controlling(tie_breaker_);
  if (nominates) writer.use_candidate();
  out.send(to, std::move(writer).finish(remote_.password));
  open_.push_back(check);
  if (open_.size() > kOpenChecksMax) open_.pop_front();
}

Time IceControlling::next_wake() const { return std::min(next_check_, consent_until_); }

std::optional<Address> IceControlling::path(Time now) const {
  return now < consent_until_ ? selected_ : std::nullopt;
}

bool IceControlling::is_validated(const Address& address) const {
  return std::ranges::find(addresses_, address) != addresses_.end();
}

}  // namespace conclave::transport
