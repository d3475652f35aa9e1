// The words of the protocol for enumerated values.
#include "signal/messages.h"

namespace conclave::signal {

std::string_view to_text(SourceKind source) {
  switch (source) {
    case SourceKind::kMicrophone: return "microphone";
    case SourceKind::kCamera: return "camera";
    case SourceKind::kScreen: return "screen";
    case SourceKind::kScreenAudio: return "screen_audio";
  }
  return "microphone";
}

Result<SourceKind> parse_source(std::string_view text) {
  for (const SourceKind source : {SourceKind::kMicrophone, SourceKind::kCamera, SourceKind::kScreen,
                                  SourceKind::kScreenAudio}) {
    if (text == to_text(source)) return source;
  }
  return Error(ErrorCode::kMalformed, "the source is unknown");
}

std::string_view to_text(ErrorReason reason) {
  switch (reason) {
    case ErrorReason::kMalformed: return "malformed";
    case ErrorReason::kLimit: return "limit";
    case ErrorReason::kVersion: return "version";
    case ErrorReason::kFull: return "full";
    case ErrorReason::kRefused: return "refused";
    case ErrorReason::kInternal: return "internal";
  }
  return "internal";
}

std::string_view to_text(ClosingReason reason) {
  switch (reason) {
    case ClosingReason::kShutdown: return "shutdown";
    case ClosingReason::kReplaced: return "replaced";
  }
  return "shutdown";
}

bool is_counted(const ClientMessage& message) {
  return !std::holds_alternative<from_client::Hello>(message) &&
         !std::holds_alternative<from_client::Ping>(message) &&
         !std::holds_alternative<from_client::Inspect>(message);
}

bool is_counted(const ServerMessage& message) {
  return !std::holds_alternative<from_server::Hello>(message) &&
         !std::holds_alternative<from_server::Pong>(message) &&
         !std::holds_alternative<from_server::Seen>(message) &&
         !std::holds_alternative<from_server::Error>(message) &&
         !std::holds_alternative<from_server::Closing>(message);
}

}  // namespace conclave::signal
