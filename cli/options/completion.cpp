#include "cli/options/command_line.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view shells[] = {"bash", "zsh", "fish"};

// In single quotes, for any of the three shells.
std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text)
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::vector<std::string> option_names(const CommandShape& command) {
  std::vector<std::string> names;
  for (const OptionShape& option : command.options) {
    if (option.is_argument()) continue;
    names.push_back(option.name);
    if (!option.short_name.empty()) names.push_back(option.short_name);
  }
  return names;
}

std::string bash_case(const CommandShape& command, const OptionShape& option) {
  std::string pattern = fmt::format("'{} {}'", command.name, option.name);
  if (option.is_argument()) pattern = fmt::format("'{} '*", command.name); // after anything else
  if (!option.short_name.empty())
    pattern += fmt::format("|'{} {}'", command.name, option.short_name);
  std::string line = fmt::format("    {})", pattern);
  if (option.expected == Expected::file) line += " files=yes";
  if (!option.words.empty())
    line += fmt::format("{} words={}", option.expected == Expected::file ? ";" : "",
                        quoted(fmt::format("{}", fmt::join(option.words, " "))));
  return line + " ;;\n";
}

std::string bash_script(const std::vector<CommandShape>& commands) {
  std::vector<std::string> names;
  std::string of_commands, of_options;
  for (const CommandShape& command : commands) {
    names.push_back(command.name);
    of_commands += fmt::format("    {}) options={} ;;\n", command.name,
                               quoted(fmt::format("{}", fmt::join(option_names(command), " "))));
    for (const bool arguments : {false, true}) // an argument's pattern fits everything
      for (const OptionShape& option : command.options)
        if (option.is_argument() == arguments && option.expected != Expected::nothing)
          of_options += bash_case(command, option);
  }
  return fmt::format(R"(# bash completion for nkdose, made by: nkdose completion bash
_nkdose() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=${{COMP_WORDS[1]}} words='' files='' options=''
  COMPREPLY=()
  # bash takes --format=json for three words
  [ "$word" = = ] && word='' && before+='='
  [ "$before" = = ] && before=${{COMP_WORDS[COMP_CWORD - 2]}}
  before=${{before%=}}
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W '{} --help --version' -- "$word")
    return
  fi
  case $command in
{}  esac
  case "$command $before" in
{}  esac
  if [ "${{word:0:1}}" = - ]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    return
  fi
  [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  if [ -n "$files" ]; then
    local file
    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$word")
    compopt -o filenames 2>/dev/null
  fi
}}
complete -F _nkdose nkdose
)",
                     fmt::join(names, " "), of_commands, of_options);
}

// A text inside the specifications of zsh's _arguments, where : [ ] have a meaning.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text)
    result +=
        c == ':' || c == '[' || c == ']' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return result;
}

std::string zsh_specifications(const OptionShape& option) {
  std::string action;
  if (!option.words.empty()) {
    std::vector<std::string> words;
    for (const std::string& word : option.words)
      words.push_back(zsh_text(word));
    action = fmt::format("({})", fmt::join(words, " "));
  }
  if (option.expected == Expected::file)
    action = option.words.empty()
                 ? "_files"
                 : fmt::format("{{_alternative 'w:word:{}' 'f:file:_files'}}", action);
  if (option.is_argument()) return quoted(fmt::format("1:{}:{}", option.name, action));
  const bool is_flag = option.expected == Expected::nothing;
  const std::string rest =
      fmt::format("[{}]{}", zsh_text(option.meaning),
                  is_flag ? "" : fmt::format(":{}:{}", option.name.substr(2), action));
  const auto specification = [&](const std::string& name, std::string_view joint) {
    return quoted(fmt::format("*{}{}{}", name, is_flag ? "" : joint, rest));
  };
  std::string specifications = specification(option.name, "=");
  if (!option.short_name.empty()) specifications += ' ' + specification(option.short_name, "+");
  return specifications;
}

std::string zsh_script(const std::vector<CommandShape>& commands) {
  std::string of_commands, of_options;
  for (const CommandShape& command : commands) {
    of_commands += fmt::format(
        "    {}\n", quoted(fmt::format("{}:{}", command.name, zsh_text(command.summary))));
    of_options += fmt::format("    {})\n      _arguments", command.name);
    for (const OptionShape& option : command.options)
      of_options += " \\\n        " + zsh_specifications(option);
    of_options += "\n      ;;\n";
  }
  return fmt::format(R"(#compdef nkdose
# zsh completion for nkdose, made by: nkdose completion zsh
_nkdose() {{
  local context state state_descr line
  local -A opt_args
  local -a commands=(
{}  )
  _arguments -C '(- *)--help[This help]' '(- *)--version[The version]' \
    '1: :->command' '*::argument:->argument'
  case $state in
  command)
    _describe command commands
    ;;
  argument)
    case $words[1] in
{}    esac
    ;;
  esac
}}
_nkdose "$@"
)",
                     of_commands, of_options);
}

std::string fish_line(const CommandShape& command, const OptionShape& option) {
  std::string line =
      fmt::format("complete -c nkdose -n '__fish_seen_subcommand_from {}'", command.name);
  if (!option.is_argument()) line += fmt::format(" -l {}", option.name.substr(2));
  if (!option.short_name.empty()) line += fmt::format(" -s {}", option.short_name.substr(1));
  if (option.expected == Expected::file) line += option.is_argument() ? " -F" : " -r -F";
  if (option.expected == Expected::text) line += option.is_argument() ? " -f" : " -x";
  if (!option.words.empty())
    line += " -a " + quoted(fmt::format("{}", fmt::join(option.words, " ")));
  return line + " -d " + quoted(option.meaning) + '\n';
}

std::string fish_script(const std::vector<CommandShape>& commands) {
  std::string script = "# fish completion for nkdose, made by: nkdose completion fish\n"
                       "complete -c nkdose -n __fish_use_subcommand -f\n";
  for (const CommandShape& command : commands) {
    script += fmt::format("complete -c nkdose -n __fish_use_subcommand -a {} -d {}\n", command.name,
                          quoted(command.summary));
    for (const OptionShape& option : command.options)
      script += fish_line(command, option);
  }
  return script;
}

} // namespace

std::span<const std::string_view> completion_shells() {
  return shells;
}

std::string completion_script(std::string_view shell, const std::vector<CommandShape>& commands) {
  return shell == "bash"  ? bash_script(commands)
         : shell == "zsh" ? zsh_script(commands)
                          : fish_script(commands);
}

} // namespace nkdose
