#include "cli/options/command_line.hpp"
#include "cli/outcome/version.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// A text as man's macros have it: no line may look like a request.
std::string man_text(std::string_view text) {
  std::string result;
  bool at_line_start = true;
  for (const char c : text) {
    if (at_line_start && (c == '.' || c == '\'')) result += "\\&";
    result += c == '\\' ? "\\e" : c == '-' ? "\\-" : c == '\'' ? "\\(aq" : std::string(1, c);
    at_line_start = c == '\n';
  }
  return result;
}

std::string bold(std::string_view text) {
  return fmt::format("\\fB{}\\fR", man_text(text));
}

std::string option_text(const OptionShape& option) {
  std::string head = option.is_argument() ? fmt::format("\\fI{}\\fR", man_text(option.name))
                     : option.short_name.empty()
                         ? bold(option.name)
                         : bold(option.short_name) + ", " + bold(option.name);
  if (!option.is_argument() && option.expected != Expected::nothing)
    head += option.expected == Expected::file ? " \\fIFILE\\fR" : " \\fITEXT\\fR";
  return fmt::format(".TP\n{}\n{}\n", head, man_text(option.meaning));
}

std::string command_text(const CommandShape& command) {
  std::string text =
      fmt::format(".SS nkdose {}\n{}.\n", man_text(command.name), man_text(command.summary));
  for (const OptionShape& option : command.options)
    text += option_text(option);
  return text + fmt::format(".PP\n.nf\n{}.fi\n", man_text(command.examples));
}

} // namespace

std::string manual_page(const std::vector<CommandShape>& commands) {
  std::string text = fmt::format(
      R"(.TH NKDOSE 1 "" "nkdose {}" "User Commands"
.SH NAME
nkdose \- lymphodepletion and CAR\-NK cell doses, and the dated calendar
.SH SYNOPSIS
.B nkdose
.I COMMAND
[\fIOPTION\fR ...] [\fIARGUMENT\fR]
.SH DESCRIPTION
Computes fludarabine, cyclophosphamide and CAR\-NK cell doses of one patient or of many, and turns
them into a dated treatment calendar. Every number comes with its step and its source; what cannot
be right is refused, and says why. It is not a medical device and does not replace the check by a
pharmacist.
.PP
Data goes to standard output, messages go to standard error.
.SH COMMANDS
)",
      program_version());
  for (const CommandShape& command : commands)
    text += command_text(command);
  text += R"(.SH EXIT STATUS
.TP
0
ready, agreement, or an answer with no open warning or stop
.TP
1
draft, refused, a difference, or anything else with an open warning or stop
.TP
2
usage, or input that cannot be used: nothing was computed
.TP
3
a file that cannot be read or written, or an internal error
.SH ENVIRONMENT
.TP
.B NKDOSE_SITE
the file of the site, where no \-\-site names one
)";
  return text;
}

} // namespace nkdose
