#include "cli/files.hpp"

#include "dosing/document.hpp"
#include "dosing/wording.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

namespace nkdose {
namespace {

// A closed pipe is silent: who closed it knows why.
FileFault fault(std::string_view what, const std::string& path) {
  if (errno == EPIPE) return {""};
  return {fmt::format("{} {}: {}", what, in_quotes(path), std::strerror(errno))};
}

class Descriptor {
public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }
  bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

private:
  int descriptor_;
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::optional<FileFault> write_through(const std::string& path, std::string_view text) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file) return fault("cannot open", path);
  if (!write_all(file.get(), text) || !file.close()) return fault("cannot write", path);
  return std::nullopt;
}

} // namespace

Checked<std::string, FileFault> read_whole_file(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return fault("cannot open", path);
  std::string text;
  char block[65536];
  while (text.size() <= largest_document) {
    const ssize_t count = ::read(file.get(), block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fault("cannot read", path); // a directory, among others
    if (count == 0) break;
    text.append(block, static_cast<std::size_t>(count));
  }
  return text;
}

Checked<std::string, FileFault> read_whole_stream(std::istream& in, std::string_view name) {
  std::string text;
  char block[65536];
  while (text.size() <= largest_document && in) {
    in.read(block, sizeof block);
    text.append(block, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad() || (&in == &std::cin && std::ferror(stdin) != 0))
    return FileFault{fmt::format("cannot read {}", name)};
  return text;
}

std::optional<FileFault> write_whole_file(const std::string& path, std::string_view text) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) return write_through(path, text);

  // A link is followed, so that the file it leads to is replaced, and not the link.
  std::string target = path;
  if (char* resolved = exists ? ::realpath(path.c_str(), nullptr) : nullptr) {
    target = resolved;
    std::free(resolved);
  }
  const std::size_t name = target.rfind('/') + 1; // npos + 1 is 0
  std::string temporary = target.substr(0, name) + ".nkdose.XXXXXX";
  Descriptor file(::mkstemp(temporary.data()));
  if (!file) return fault("cannot write beside", path);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? status.st_mode & 07777 : 0666 & ~mask;
  if (::fchmod(file.get(), mode) != 0 || !write_all(file.get(), text) || ::fsync(file.get()) != 0 ||
      !file.close() || ::rename(temporary.c_str(), target.c_str()) != 0) {
    const FileFault result = fault("cannot write", path);
    ::unlink(temporary.c_str());
    return result;
  }
  return std::nullopt;
}

bool is_there(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

bool is_same_file(const std::string& a, const std::string& b) {
  struct stat of_a {
  }, of_b{};
  return ::stat(a.c_str(), &of_a) == 0 && ::stat(b.c_str(), &of_b) == 0 && S_ISREG(of_a.st_mode) &&
         of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

} // namespace nkdose
