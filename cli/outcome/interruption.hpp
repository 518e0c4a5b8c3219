// A signal that asks a long run to end: it ends between two rows, and leaves nothing half done.
#pragma once

namespace nkdose {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP only takes a note; a second one kills.
class Interruption {
public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// The signal that came, or 0.
  static int signal();
  /// Ends the process by the signal that came, as whoever sent it expects.
  [[noreturn]] static void obey();
};

} // namespace nkdose
