// What ends a command: input that cannot be used, a file that fails. Caught in `run`.
#pragma once

#include "cli/outcome/files.hpp"

namespace nkdose {

/// Exit code 2.
struct Invalid {
  Problems problems;
};

/// Exit code 3.
struct Broken {
  FileFault fault;
};

/// The value, or the end of the command.
template <class Value>
Value& must(Checked<Value, Problems>& checked) {
  if (!checked) throw Invalid{checked.reason()};
  return *checked;
}
template <class Value>
const Value& must(const Checked<Value, Problems>& checked) {
  if (!checked) throw Invalid{checked.reason()};
  return *checked;
}
template <class Value>
void must(const Checked<Value, Problems>&& checked) = delete; // it would not last
inline std::string must(Checked<std::string, FileFault> checked) {
  if (!checked) throw Broken{checked.reason()};
  return std::move(*checked);
}

} // namespace nkdose
