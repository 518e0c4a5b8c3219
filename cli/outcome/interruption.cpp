#include "cli/outcome/interruption.hpp"

#include <csignal>
#include <cstdlib>

namespace nkdose {
namespace {

constexpr int asking[] = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t noted = 0;

void note(int signal) {
  noted = signal;
}

} // namespace

Interruption::Interruption() {
  noted = 0;
  for (const int signal : asking) {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND); // and no SA_RESTART: a read must return
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr); // nohup stays nohup
  }
}

Interruption::~Interruption() {
  for (const int signal : asking) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler == note) std::signal(signal, SIG_DFL);
  }
}

int Interruption::signal() {
  return noted;
}

void Interruption::obey() {
  std::signal(noted, SIG_DFL);
  std::raise(noted);
  std::abort(); // no signal returns
}

} // namespace nkdose
