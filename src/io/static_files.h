// StaticFiles holds the web client in memory, by the paths it is asked for. It is read once, at the
// start: afterwards no request can reach the file system, so none can escape from the folder.
#pragma once

#include "base/result.h"

#include <map>
#include <string>

namespace conclave::io {

struct StaticFile {
  std::string content;
  std::string_view type;           // of the Content-Type header
  std::string_view cache_control;  // files with a hash in their name never change
};

class StaticFiles {
 public:
  // Reads a folder of regular files; links and anything else in it are left out.
  static Result<StaticFiles> load(const std::string& folder);

  // By the path of a request: "/" is "/index.html". nullptr if there is no such file.
  const StaticFile* find(std::string_view path) const;

  size_t size() const { return files_.size(); }
  void add(std::string path, std::string content);

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
};

}  // namespace conclave::io
