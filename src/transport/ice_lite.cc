#include "transport/ice_lite.h"

#include "base/check.h"

#include <utility>

namespace conclave::transport {

namespace {

// Never more bytes than came: NET-6. Every request that keeps to RFC 8445 section 7.1 is longer
// than its answer, so only those that do not are left without one.
void reply(const Address& to, Bytes response, size_t request_size, Outbox& out) {
  if (response.size() <= request_size) out.send(to, response);
}

}  // namespace

void IceLite::restart(const IceCredentials& local) {
  // Lapsed credentials are dead: they may not keep up a path beside the new ones. And where a
  // restart follows on one that never came to a nomination, the path is still the one before both.
  if (!has_lapsed_ && !previous_) previous_ = local_;
  local_ = local;
  has_lapsed_ = false;
}

Result<std::optional<PathValidated>> IceLite::receive(const Address& from, Bytes datagram, Time now,
                                                      Outbox& out) {
  wake(now);
  const StunMessage request = TRY(StunMessage::parse(datagram));
  if (request.kind == StunKind::kIndication) return std::optional<PathValidated>();
  if (request.kind != StunKind::kRequest) {
    return Error(ErrorCode::kInvalid, "an answer to a check that a lite agent never sent");
  }
  const IceCredentials* credentials = TRY(authenticate(request, from, datagram.size(), out));
  TRY(check_rules(request, *credentials, from, datagram.size(), out));
  reply(from,
        std::move(StunWriter(StunKind::kSuccess, request.transaction).xor_mapped_address(from))
            .finish(credentials->password),
        datagram.size(), out);
  const auto validated = validate(from, now);
  select(from, request.use_candidate, credentials == &local_);
  return validated;
}

// RFC 8489 section 9.1.3. These refusals are not authenticated: there is nothing to do it with.
Result<const IceCredentials*> IceLite::authenticate(const StunMessage& request, const Address& from,
                                                    size_t request_size, Outbox& out) const {
  const auto refuse = [&](StunError code) {
    StunWriter writer(StunKind::kError, request.transaction);
    reply(from, std::move(writer.error(code)).finish_unauthenticated(), request_size, out);
  };
  if (!request.username || !request.has_integrity()) {
    refuse(StunError::kBadRequest);
    return Error(ErrorCode::kUnauthentic, "a check without name or integrity");
  }
  const IceCredentials* credentials = credentials_for(*request.username);
  if (credentials == nullptr || !request.is_authentic(credentials->password)) {
    refuse(StunError::kUnauthenticated);
    return Error(ErrorCode::kUnauthentic, "a check with another name or password");
  }
  return credentials;
}

Result<void> IceLite::check_rules(const StunMessage& request, const IceCredentials& credentials,
                                  const Address& from, size_t request_size, Outbox& out) const {
  StunWriter writer(StunKind::kError, request.transaction);
  if (request.unknown_attribute) {
    writer.error(StunError::kUnknownAttribute).unknown_attribute(*request.unknown_attribute);
  } else if (request.ice_controlled) {
    // RFC 8445 section 7.3.1.1: a lite agent is always the controlled one.
    writer.error(StunError::kRoleConflict);
  } else if (!request.ice_controlling || !request.priority) {
    writer.error(StunError::kBadRequest);
  } else {
    return ok();
  }
  reply(from, std::move(writer).finish(credentials.password), request_size, out);
  return Error(ErrorCode::kInvalid, "not the check of a controlling agent");
}

// RFC 8445 section 7.2.2: the name is "ours:theirs".
const IceCredentials* IceLite::credentials_for(std::string_view username) const {
  const std::string_view ours = username.substr(0, username.find(':'));
  if (has_lapsed_) return nullptr;
  if (ours == local_.ufrag) return &local_;
  if (previous_ && ours == previous_->ufrag) return &*previous_;
  return nullptr;
}

std::optional<PathValidated> IceLite::validate(const Address& address, Time now) {
  const auto known = std::ranges::find(addresses_, address);
  if (known != addresses_.end()) {
    heard_[static_cast<size_t>(known - addresses_.begin())] = now;
    return std::nullopt;
  }
  PathValidated validated{.address = address, .dropped = std::nullopt};
  if (addresses_.size() == limits::kIceAddressesMax) {
    const size_t index = stalest();
    validated.dropped = std::exchange(addresses_[index], address);
    heard_[index] = now;
  } else {
    addresses_.push_back(address);
    heard_.push_back(now);
  }
  return validated;
}

// The address that has been silent for longest, the selected one aside.
size_t IceLite::stalest() const {
  size_t stalest = selected_ == addresses_[0] ? 1 : 0;
  for (size_t i = 0; i < addresses_.size(); ++i) {
    if (selected_ != addresses_[i] && heard_[i] < heard_[stalest]) stalest = i;
  }
  return stalest;
}

void IceLite::select(const Address& address, bool is_nominated, bool is_current) {
  if (!selected_) selected_ = address;
  if (!is_nominated || !is_current) return;
  selected_ = address;
  previous_.reset();
}

Time IceLite::consent_until() const {
  if (!selected_) return kNever;
  const auto selected = std::ranges::find(addresses_, *selected_);
  CHECK(selected != addresses_.end());
  return heard_[static_cast<size_t>(selected - addresses_.begin())] + limits::kConsentTimeout;
}

void IceLite::wake(Time now) {
  if (now < consent_until()) return;
  has_lapsed_ = true;
  selected_.reset();
  previous_.reset();
}

std::optional<Address> IceLite::path(Time now) const {
  return now < consent_until() ? selected_ : std::nullopt;
}

bool IceLite::is_validated(const Address& address) const {
  return std::ranges::find(addresses_, address) != addresses_.end();
}

}  // namespace conclave::transport
