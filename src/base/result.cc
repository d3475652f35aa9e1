#include "base/result.h"

namespace conclave {

std::string_view to_text(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformed: return "malformed";
    case ErrorCode::kLimit: return "limit";
    case ErrorCode::kUnsupported: return "unsupported";
    case ErrorCode::kUnauthentic: return "unauthentic";
    case ErrorCode::kReplayed: return "replayed";
    case ErrorCode::kStale: return "stale";
    case ErrorCode::kNotYet: return "not yet";
    case ErrorCode::kInvalid: return "invalid";
    case ErrorCode::kNotFound: return "not found";
    case ErrorCode::kRefused: return "refused";
    case ErrorCode::kInternal: return "internal";
  }
  return "unknown";
}

}  // namespace conclave
