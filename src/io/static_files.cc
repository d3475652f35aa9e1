#include "io/static_files.h"

#include "base/limits.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace conclave::io {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array kTypes = {
    Type{".html", "text/html; charset=utf-8"},
    Type{".js", "text/javascript; charset=utf-8"},
    Type{".mjs", "text/javascript; charset=utf-8"},
    Type{".css", "text/css; charset=utf-8"},
    Type{".wasm", "application/wasm"},
    Type{".json", "application/json"},
    Type{".webmanifest", "application/manifest+json"},
    Type{".svg", "image/svg+xml"},
    Type{".png", "image/png"},
    Type{".ico", "image/x-icon"},
    Type{".webp", "image/webp"},
    Type{".woff2", "font/woff2"},
    Type{".mp3", "audio/mpeg"},
    Type{".ogg", "audio/ogg"},
    Type{".wav", "audio/wav"},
    Type{".tflite", "application/octet-stream"},
    Type{".binarypb", "application/octet-stream"},
    Type{".txt", "text/plain; charset=utf-8"},
};

std::string_view type_of(std::string_view path) {
  for (const Type& type : kTypes) {
    if (path.ends_with(type.ending)) return type.type;
  }
  return "application/octet-stream";
}

// Vite puts what carries a hash of its content in its name under /assets.
std::string_view cache_control_of(std::string_view path) {
  return path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return Error(ErrorCode::kInternal, "a file of the web client cannot be read");
  return content;
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
  StaticFiles files;
  std::error_code failed;
  size_t bytes = 0;
  for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (!entry->is_regular_file(failed) || entry->is_symlink(failed)) continue;
    std::string content = TRY(read_file(entry->path()));
    bytes += content.size();
    if (bytes > limits::kWebBytesMax) {
      return Error(ErrorCode::kLimit, "the web folder is too big to be the web client");
    }
    files.add("/" + entry->path().lexically_relative(folder).generic_string(), std::move(content));
  }
  if (failed) return Error(ErrorCode::kNotFound, "the web folder cannot be read");
  if (files.find("/") == nullptr) return Error(ErrorCode::kNotFound, "no index.html in it");
  return files;
}

void StaticFiles::add(std::string path, std::string content) {
  StaticFile file{.content = std::move(content),
                  .type = type_of(path),
                  .cache_control = cache_control_of(path)};
  files_.insert_or_assign(std::move(path), std::move(file));
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto found = files_.find(path == "/" ? "/index.html" : path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace conclave::io
