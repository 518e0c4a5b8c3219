#include "cli/outcome/files.hpp"

#include "cli/outcome/interruption.hpp"
#include "dosing/text/document.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nkdose {
namespace {

// A closed pipe is silent: who closed it knows why.
FileFault fault(std::string_view what, const std::string& path) {
  if (errno == EPIPE) return {""};
  return {fmt::format("{} {}: {}", what, in_quotes(path), std::strerror(errno))};
}

// The new file's name between its completion and its taking the old one's place.
std::string name_beside(const std::string& target, int attempt) {
  const std::size_t name = target.rfind('/') + 1; // npos + 1 is 0
  return fmt::format("{}.nkdose.{}.{}", target.substr(0, name), ::getpid(), attempt);
}

// Within a second.
bool is_ready(int descriptor, short for_what) {
  pollfd wait{descriptor, for_what, 0};
  return ::poll(&wait, 1, 1000) != 0 && wait.revents != 0;
}

std::string folder_of(const std::string& target) {
  const std::size_t slash = target.rfind('/');
  return slash == target.npos ? "." : slash == 0 ? "/" : target.substr(0, slash);
}

} // namespace

Descriptor::~Descriptor() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Descriptor::close() {
  return ::close(std::exchange(descriptor_, -1)) == 0;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    // After a signal, a reader that takes nothing must not keep us alive.
    if (Interruption::signal() != 0 && !is_ready(descriptor, POLLOUT)) return false;
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) {
      is_ready(descriptor, POLLOUT);
      continue;
    }
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

FileFault write_fault(const std::string& path) {
  return fault("cannot write", path);
}

Checked<ByteSource, FileFault> ByteSource::open(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return fault("cannot open", path);
  return ByteSource(path, std::move(file));
}

ByteSource::ByteSource(std::istream& in) : name_("standard input"), in_(&in) {
  if (&in != &std::cin) return;
  file_ = Descriptor(::dup(STDIN_FILENO));
  in_ = nullptr;
}

Checked<std::size_t, FileFault> ByteSource::read(char* to, std::size_t room) {
  if (in_) {
    in_->read(to, static_cast<std::streamsize>(room));
    return static_cast<std::size_t>(in_->gcount());
  }
  if (!file_) errno = EBADF;
  while (file_) {
    if (Interruption::signal() != 0) return std::size_t{0};
    if (!is_ready(file_.get(), POLLIN)) continue; // a signal just before a read would be slept over
    const ssize_t count = ::read(file_.get(), to, room);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR && errno != EAGAIN) break;
  }
  return fault("cannot read", name_);
}

Checked<OutputFile, FileFault> OutputFile::open(const std::string& path) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  OutputFile result(path);
  if (exists && !S_ISREG(status.st_mode)) {
    result.is_replaced_ = false;
    result.file_ = Descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!result.file_) return fault("cannot open", path);
    return result;
  }
  // A link is followed, so that the file it leads to is replaced, and not the link.
  result.target_ = path;
  if (char* resolved = exists ? ::realpath(path.c_str(), nullptr) : nullptr) {
    result.target_ = resolved;
    std::free(resolved);
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (!result.open_beside(exists ? status.st_mode & 07777 : 0666 & ~mask))
    return fault("cannot write beside", path);
  return result;
}

// Without a name where the file system can do that, else with one of its own.
bool OutputFile::open_beside(mode_t rights) {
  const std::string folder = folder_of(target_);
  if (::access("/proc/self/fd", X_OK) == 0)
    file_ = Descriptor(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
  if (!file_) {
    beside_ = folder + "/.nkdose.XXXXXX";
    file_ = Descriptor(::mkstemp(beside_.data()));
    if (!file_) beside_.clear();
  }
  return file_ && ::fchmod(file_.get(), rights) == 0;
}

// A file without a name gets one of its own, from which it takes the old one's place.
bool OutputFile::put_in_place() {
  const std::string self = fmt::format("/proc/self/fd/{}", file_.get());
  for (int attempt = 0; beside_.empty(); ++attempt) {
    const std::string name = name_beside(target_, attempt);
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
      beside_ = name;
    else if (errno != EEXIST)
      return false;
  }
  return file_.close() && ::rename(beside_.c_str(), target_.c_str()) == 0;
}

OutputFile::~OutputFile() {
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

std::optional<FileFault> OutputFile::write(std::string_view text) {
  if (write_all(file_.get(), text)) return std::nullopt;
  return write_fault(path_);
}

std::optional<FileFault> OutputFile::finish() {
  const bool is_done = is_replaced_ ? ::fsync(file_.get()) == 0 && put_in_place() : file_.close();
  if (!is_done) return write_fault(path_);
  beside_.clear();
  return std::nullopt;
}

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
  auto file = OutputFile::open(path);
  if (!file) return file.reason();
  if (auto fault = (*file).write(text)) return fault;
  return (*file).finish();
}

bool is_there(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

std::vector<std::string> names_within(const std::string& folder, const std::string& inner) {
  std::vector<std::string> names;
  std::error_code ended;
  const std::filesystem::path base = folder;
  for (std::filesystem::recursive_directory_iterator at(base / inner, ended), end;
       !ended && at != end; at.increment(ended))
    names.push_back(at->path().lexically_relative(base).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

bool is_same_file(const std::string& a, const std::string& b) {
  struct stat of_a {
  }, of_b{};
  return ::stat(a.c_str(), &of_a) == 0 && ::stat(b.c_str(), &of_b) == 0 && S_ISREG(of_a.st_mode) &&
         of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

} // namespace nkdose
