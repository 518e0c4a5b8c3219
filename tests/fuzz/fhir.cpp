// A bundle as a case and as an order, or a request of CDS Hooks: an answer, or everything that is
// wrong; never a null, and never a dose of a refused plan.
#include "cli/command/program.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

#include <sstream>

namespace nkdose {
namespace {

struct Answer {
  int code;
  nlohmann::json tree;
};

Answer ask(std::string_view text, const std::vector<std::string>& arguments) {
  std::istringstream in{std::string(text)};
  std::ostringstream out, err;
  const int code = run(arguments, in, out, err);
  must_hold(code >= 0 && code <= 2, "an exit code of an answer or of a bad input");
  must_hold(!err.str().empty() || code != 2, "what is wrong is said");
  return {code, nlohmann::json::parse(out.str(), nullptr, false)};
}

bool has_null(const nlohmann::json& tree) {
  if (tree.is_null()) return true;
  for (const auto& item : tree)
    if (item.is_null() || (item.is_structured() && has_null(item))) return true;
  return false;
}

void written_again(std::string_view text) {
  const auto [code, tree] = ask(text, {"plan", "-", "--format", "fhir"});
  if (code == 2) return; // tree is the empty output
  must_hold(tree.is_object() && !has_null(tree), "FHIR has no null");
  const bool is_bundle = tree["resourceType"] == "Bundle";
  must_hold(is_bundle || tree["resourceType"] == "OperationOutcome", "a Bundle or a refusal");
  must_hold(is_bundle || tree.dump().find("MedicationRequest") == std::string::npos,
            "a refused plan has no request");
}

void cards(std::string_view text) {
  const auto [code, tree] = ask(text, {"cds", "--protocol", "f01"});
  if (code == 2) return;
  must_hold(tree.is_object() && !has_null(tree), "a response has no null");
  for (const auto& card : tree["cards"]) {
    must_hold(card["summary"].get<std::string>().size() < 4 * 140, "a short summary");
    must_hold(code == 1 || card["indicator"] == "info", "a card that warns has its exit code");
  }
}

} // namespace
} // namespace nkdose

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  const std::string_view text = text_of(bytes, size);
  if (text.find("\"hook\"") != text.npos) {
    cards(text);
    return 0;
  }
  if (text.find("resourceType") == text.npos) return 0; // a case: another target's
  written_again(text);
  ask(text, {"verify", "-", "--format", "json"});
  return 0;
}
