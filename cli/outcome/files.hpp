// Reading and writing files, whole and as streams. Only this file touches them.
#pragma once

#include "dosing/text/checked.hpp"

#include <iosfwd>
#include <string>
#include <sys/types.h>
#include <utility>

namespace nkdose {

/// Why a file could not be opened, read or written, as the system says it; empty for a closed pipe,
/// which is silent. Exit code 3.
struct FileFault {
  std::string detail;
};

/// An open file, closed at the end.
class Descriptor {
public:
  explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Descriptor();
  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }
  bool close();

private:
  int descriptor_;
};

/// Bytes from a file or a stream, as they come.
class ByteSource {
public:
  static Checked<ByteSource, FileFault> open(const std::string& path);
  explicit ByteSource(std::istream& in); ///< past its buffer where it is standard input

  /// How many bytes were read, as many as are there now; 0 at the end, or when a signal came.
  Checked<std::size_t, FileFault> read(char* to, std::size_t room);

private:
  ByteSource(std::string name, Descriptor file) : name_(std::move(name)), file_(std::move(file)) {}
  std::string name_;
  Descriptor file_;
  std::istream* in_ = nullptr;
};

/// A file that appears whole or not at all: what is written has no name until `finish`, so that a
/// process that is killed leaves nothing behind and the old file as it was. Anything but an absent
/// or a regular file (a device, a pipe) is written through.
class OutputFile {
public:
  static Checked<OutputFile, FileFault> open(const std::string& path);
  OutputFile(OutputFile&&) = default;
  ~OutputFile();

  std::optional<FileFault> write(std::string_view text);
  std::optional<FileFault> finish();

private:
  explicit OutputFile(std::string path) : path_(std::move(path)) {}
  bool open_beside(mode_t rights);
  bool put_in_place();

  std::string path_;        ///< as messages name it
  bool is_replaced_ = true; ///< otherwise it is written through
  std::string target_;      ///< what is replaced
  std::string beside_;      ///< the new file's own name, as long as it has one
  Descriptor file_;
};

/// Writes everything, in however many pieces the system takes it. Gives up on a reader that takes
/// nothing once a signal has come.
bool write_all(int descriptor, std::string_view text);
/// Why the last write failed; empty for a closed pipe.
FileFault write_fault(const std::string& path);

/// The whole file, or everything up to one byte more than the largest document.
Checked<std::string, FileFault> read_whole_file(const std::string& path);
Checked<std::string, FileFault> read_whole_stream(std::istream& in, std::string_view name);

/// To an absent or a regular file: into a temporary file beside it, synced, then renamed, so that
/// there is never half a plan. To anything else (a device, a pipe): through.
std::optional<FileFault> write_whole_file(const std::string& path, std::string_view text);

/// Whether something stands at a path.
bool is_there(const std::string& path);
/// What stands in a folder of a folder, however deep, as paths from the first: "Asia/Shanghai".
std::vector<std::string> names_within(const std::string& folder, const std::string& inner);
/// Whether two paths lead to one regular file.
bool is_same_file(const std::string& a, const std::string& b);

} // namespace nkdose
