// Our MLS as a process, for live interop: one JSON command a line on standard input, one JSON
// answer a line on standard output. Bytes travel in hex. It may be several members at once; `as`
// says who acts. An answer with `error` means that nothing changed.
//
//   {"do":"key_package","as":"ours","suite":1}  ->  {"key_package":"0001..."}
//
// The one argument is a seed, so that our side of a conversation can be repeated.

#include "mls/group.h"

#include <boost/json.hpp>

#include <iostream>
#include <map>
#include <string>

using namespace conclave;
using namespace conclave::mls;
namespace json = boost::json;

namespace {

using Answer = Result<json::object>;

constexpr KeyPackageOptions always_valid() { return {.lifetime = {0, 4'000'000'000}}; }
constexpr Policy kOpenDoor = {.accept_external_commits = true, .accept_external_proposals = true};

std::string hex(Bytes bytes) { return to_hex(bytes); }

Buffer from_hex(std::string_view text) {
  Buffer bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

// What a command says. A missing member is empty, zero or false.
class Command {
 public:
  explicit Command(json::object fields) : fields_(std::move(fields)) {}

  std::string text(std::string_view key) const {
    const json::value* value = fields_.if_contains(key);
    return value == nullptr ? std::string() : std::string(value->as_string());
  }
  Buffer bytes(std::string_view key) const { return from_hex(text(key)); }
  uint64_t number(std::string_view key) const {
    const json::value* value = fields_.if_contains(key);
    return value == nullptr ? 0 : value->to_number<uint64_t>();
  }
  bool is_set(std::string_view key) const {
    const json::value* value = fields_.if_contains(key);
    return value != nullptr && value->as_bool();
  }
  json::array list(std::string_view key) const {
    const json::value* value = fields_.if_contains(key);
    return value == nullptr ? json::array() : value->as_array();
  }
  Framing framing() const {
    return {.is_public = is_set("public"),
            .padding_bucket = number("bucket"),
            .authenticated_data = bytes("authenticated_data")};
  }

 private:
  json::object fields_;
};

struct Person {
  std::optional<OwnKeyPackage> own;
  std::optional<Group> group;
  PskStore psks;
};

Result<KeyPackage> verified(Bytes message) {
  return verify(TRY(decode_message<Unverified<KeyPackage>>(message)), std::nullopt);
}

// Some groups take only members who know X.509 credentials, which those of Conclave do not claim.
Result<void> claim_x509(const CipherSuite& suite, OwnKeyPackage& own, Random& random) {
  const Bytes key = own.signature_private_key.reveal();
  LeafNode& leaf = own.key_package.leaf_node;
  leaf.capabilities.credentials.push_back(CredentialType::kX509);
  leaf.signature =
      TRY(sign_with_label(suite, key, "LeafNodeTBS", to_be_signed(leaf, {}, LeafIndex()), random));
  own.key_package.signature =
      TRY(sign_with_label(suite, key, "KeyPackageTBS", to_be_signed(own.key_package), random));
  return ok();
}

Result<LeafIndex> leaf_of(const Group& group, std::string_view name) {
  for (const Member& member : group.roster()) {
    const auto* credential = std::get_if<BasicCredential>(&member.credential);
    if (credential != nullptr && as_text(credential->identity) == name) return member.leaf;
  }
  return Error(ErrorCode::kNotFound, "no member of this name");
}

json::object describe(const Committed& committed) {
  json::object answer{{"commit", hex(committed.message)}};
  if (committed.welcome) answer["welcome"] = hex(*committed.welcome);
  return answer;
}

class Peer {
 public:
  explicit Peer(uint64_t seed) : random_(seed) {}

  Answer run(const Command& command) {
    const auto action = kActions.find(command.text("do"));
    if (action == kActions.end()) return Error(ErrorCode::kUnsupported, "no such command");
    return (this->*action->second)(people_[command.text("as")], command);
  }

 private:
  using Action = Answer (Peer::*)(Person&, const Command&);
  static const std::map<std::string, Action, std::less<>> kActions;

  Answer key_package(Person& person, const Command& command) {
    const CipherSuite suite = TRY(cipher_suite(static_cast<uint16_t>(command.number("suite"))));
    const BasicCredential credential{.identity = to_buffer(as_bytes(command.text("as")))};
    const Identity identity = TRY(make_identity(suite, credential, random_));
    person.own = TRY(make_key_package(suite, identity, always_valid(), random_));
    TRY(claim_x509(suite, *person.own, random_));
    return json::object{{"key_package", hex(encode_message(Unverified(person.own->key_package)))}};
  }

  Answer psk(Person& person, const Command& command) {
    person.psks.external.push_back(
        {.id = command.bytes("id"), .value = Secret(command.bytes("value"))});
    return json::object{};
  }

  Answer create(Person& person, const Command& command) {
    CHECK(person.own);
    const GroupOptions options{.group_id = command.bytes("group_id"), .policy = kOpenDoor};
    person.group = TRY(Group::create(options, *person.own, random_));
    return json::object{};
  }

  Answer join(Person& person, const Command& command) {
    CHECK(person.own);
    const Welcome welcome = TRY(decode_message<Welcome>(command.bytes("welcome")));
    person.group = TRY(Group::join(welcome, *person.own, person.psks, {.policy = kOpenDoor}));
    return json::object{};
  }

  Answer join_externally(Person& person, const Command& command) {
    CHECK(person.own);
    const auto info = TRY(decode_message<Unverified<GroupInfo>>(command.bytes("group_info")));
    ExternallyJoined joined = TRY(Group::join_externally(
        info.peek(), *person.own, person.psks, {.policy = kOpenDoor}, std::nullopt, random_));
    person.group = std::move(joined.next);
    return json::object{{"commit", hex(joined.message)}};
  }

  Answer group_info(Person& person, const Command&) {
    CHECK(person.group);
    GroupInfo info = TRY(person.group->group_info(true, random_));
    return json::object{{"group_info", hex(encode_message(Unverified(std::move(info))))}};
  }

  Answer commit(Person& person, const Command& command) {
    CHECK(person.group);
    CommitOptions options{.framing = command.framing()};
    for (const json::value& one : command.list("add")) {
      options.add.push_back(TRY(verified(from_hex(std::string(one.as_string())))));
    }
    for (const json::value& one : command.list("remove")) {
      options.remove.push_back(TRY(leaf_of(*person.group, std::string(one.as_string()))));
    }
    for (const json::value& one : command.list("psk")) {
      options.external_psk_ids.push_back(from_hex(std::string(one.as_string())));
    }
    Committed committed = TRY(person.group->commit(options, person.psks, random_));
    json::object answer = describe(committed);
    person.group = std::move(committed.next);
    return answer;
  }

  Result<Buffer> proposal(Group& group, const Command& command) {
    const std::string kind = command.text("kind");
    const Framing framing = command.framing();
    if (kind == "update") return group.propose_update(framing, random_);
    if (kind == "psk") return group.propose_external_psk(command.bytes("id"), framing, random_);
    if (kind == "add") {
      Add add{.key_package = TRY(verified(command.bytes("key_package")))};
      return group.propose({.body = std::move(add)}, framing, random_);
    }
    const Remove remove{.removed = TRY(leaf_of(group, command.text("name")))};
    return group.propose({.body = remove}, framing, random_);
  }

  Answer propose(Person& person, const Command& command) {
    CHECK(person.group);
    return json::object{{"message", hex(TRY(proposal(*person.group, command)))}};
  }

  Answer protect(Person& person, const Command& command) {
    CHECK(person.group);
    const Buffer message =
        TRY(person.group->protect(command.bytes("data"), command.bytes("authenticated_data"),
                                  command.number("bucket"), random_));
    return json::object{{"message", hex(message)}};
  }

  static json::object describe_received(Person&, const ReceivedData& data) {
    return {{"kind", "data"},
            {"sender", data.sender.value()},
            {"data", hex(data.data)},
            {"authenticated_data", hex(data.authenticated_data)}};
  }
  static json::object describe_received(Person&, const ReceivedProposal& received) {
    return {{"kind", "proposal"}, {"type", static_cast<int>(received.proposal.type())}};
  }
  static json::object describe_received(Person& person, ReceivedCommit& commit) {
    person.group = std::move(commit.next);
    return {{"kind", "commit"}, {"committer", commit.change.committer.value()}};
  }
  static json::object describe_received(Person& person, const ReceivedRemoval& removal) {
    person.group.reset();
    return {{"kind", "removal"}, {"committer", removal.committer.value()}};
  }

  Answer handle(Person& person, const Command& command) {
    CHECK(person.group);
    Received received = TRY(person.group->handle(command.bytes("message"), person.psks));
    return std::visit([&](auto& what) { return describe_received(person, what); }, received);
  }

  // What two members must agree on, whoever wrote them.
  Answer state(Person& person, const Command& command) {
    CHECK(person.group);
    const Group& group = *person.group;
    const Secret exported =
        TRY(group.exporter(command.text("label"), command.bytes("context"), 32));
    return json::object{{"epoch", group.epoch()},
                        {"members", group.member_count()},
                        {"tree_hash", hex(group.context().tree_hash)},
                        {"authenticator", hex(group.epoch_authenticator().reveal())},
                        {"exported", hex(exported.reveal())}};
  }

  SeededRandom random_;
  std::map<std::string, Person, std::less<>> people_;
};

const std::map<std::string, Peer::Action, std::less<>> Peer::kActions = {
    {"key_package", &Peer::key_package},
    {"psk", &Peer::psk},
    {"create", &Peer::create},
    {"join", &Peer::join},
    {"join_externally", &Peer::join_externally},
    {"group_info", &Peer::group_info},
    {"commit", &Peer::commit},
    {"propose", &Peer::propose},
    {"protect", &Peer::protect},
    {"handle", &Peer::handle},
    {"state", &Peer::state},
};

}  // namespace

int main(int argc, char** argv) {
  Peer peer(argc > 1 ? std::stoull(argv[1]) : 1);
  for (std::string line; std::getline(std::cin, line);) {
    const Answer answer = peer.run(Command(json::parse(line).as_object()));
    const json::object failed = answer ? json::object()
                                       : json::object{{"error", to_text(answer.error().code)},
                                                      {"text", answer.error().text}};
    std::cout << json::serialize(answer ? *answer : failed) << std::endl;
  }
}
