#include "cli/command/program.hpp"

#include <csignal>
#include <iostream>

int main(int count, char** values) {
  std::signal(SIGPIPE, SIG_IGN); // a closed pipe is then a failed write, exit code 3,
  std::signal(SIGXFSZ, SIG_IGN); // and so is a limit on the size of files
  return nkdose::run(std::vector<std::string>(values + 1, values + count), std::cin, std::cout,
                     std::cerr);
}
