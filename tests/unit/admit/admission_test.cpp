// Admission: whoever asks, a document becomes a case under its treatment the same way. That the
// program, the C library, a batch and CDS Hooks agree is seen by the scenarios and by tests/embed.
#include "cli/admit/admission.hpp"
#include "cli/admit/treatment_texts.hpp"
#include "cli/options/case_options.hpp"
#include "cli/outcome/failure.hpp"
#include "tests/unit/printed.hpp"

#include <fstream>
#include <sstream>

using namespace nkdose;
using nkdose::test::Containing;

namespace {

Document document_of(const std::string& file) {
  std::ifstream stream(NKDOSE_SOURCE_FOLDER "/" + file);
  std::stringstream text;
  text << stream.rdbuf();
  auto document =
      file.ends_with(".toml") ? read_toml(text.str(), file) : read_json(text.str(), file);
  REQUIRE(document);
  return *document;
}
Document a_case() {
  return document_of("examples/cases/adult-sle.toml");
}
Document a_bundle() {
  return document_of("examples/fhir/us-order.json");
}

/// The built-in treatments; it keeps the day zero of the case that it was asked for.
class BuiltIn : public TreatmentSource {
public:
  std::shared_ptr<const CaseTreatment> of(const Document& the_case) override {
    ++asked;
    const Value* order = the_case.root.find("order");
    const Value* found = order ? order->find("day_zero") : nullptr;
    day_zero = found ? std::string(found->literal) : "";
    TreatmentTexts texts;
    take_default_site(texts);
    take_built_in_protocol(chosen.value_or(built_in_protocol_of(the_case)), texts);
    return std::make_shared<CaseTreatment>(treatment_of_case(the_case, texts));
  }
  bool is_chosen() const override { return chosen.has_value(); }

  std::optional<std::string> chosen;
  int asked = 0;
  std::string day_zero;
};

std::string text_at(const Document& document, std::string_view table, std::string_view key) {
  const Value* found = document.root.find(table);
  found = found ? found->find(key) : nullptr;
  return found ? std::string(found->literal) : "nothing";
}

Options with(std::vector<std::string> settings) {
  Options options;
  options.settings = std::move(settings);
  return options;
}

TEST_CASE("admission: a case is read under the treatment that it names") {
  BuiltIn treatments;
  CaseAdditions additions;
  additions.sha256 = "of the file";
  const auto admission = admit(a_case(), additions, treatments);
  REQUIRE(admission);
  CHECK(treatments.asked == 1);
  CHECK(admission->treatment().protocol.id.text() == "f01");
  REQUIRE(admission->the_case);
  CHECK_FALSE(admission->the_case->id.empty());
  CHECK(admission->the_case->sha256 == "of the file");
  CHECK(admission->today.day == admission->the_case->calculated_on);
  CHECK_FALSE(admission->bundle);
}

TEST_CASE("admission: a bundle becomes a case, and both are kept") {
  BuiltIn treatments;
  const auto admission = admit(a_bundle(), {}, treatments);
  REQUIRE(admission);
  CHECK(treatments.asked == 1);
  CHECK(admission->of_patient.empty());
  REQUIRE(admission->the_case);
  CHECK(text_at(admission->document, "patient", "weight") == "128.8 lb");
  REQUIRE(admission->bundle);
  CHECK(is_fhir(*admission->bundle));
}

TEST_CASE("admission: the day of the calculation is said, or the first drug day") {
  BuiltIn treatments;
  CaseAdditions additions;
  const auto by_itself = admit(a_case(), additions, treatments);
  REQUIRE(by_itself);
  additions.on = *by_itself->today.day - std::chrono::days(3);
  const auto said = admit(a_case(), additions, treatments);
  REQUIRE(said);
  CHECK(said->today.day == additions.on);
}

TEST_CASE("admission: a change of the order comes before the treatment, one of the patient after") {
  for (const bool from_bundle : {false, true}) {
    INFO(from_bundle);
    const Options options =
        with({"patient.weight=61 kg", "order.day_zero=2026-12-21", "safety.pentostatin=no"});
    const CaseOptions change(options);
    BuiltIn treatments;
    const auto admission = admit(from_bundle ? a_bundle() : a_case(), {}, treatments, change);
    REQUIRE(admission);
    CHECK(treatments.day_zero == "2026-12-21");
    CHECK(text_at(admission->document, "patient", "weight") == "61 kg");
    CHECK(text_at(admission->document, "safety", "pentostatin") == "no");
  }
}

TEST_CASE("admission: every value of a bundle is changed once") {
  std::vector<Part> parts;
  BuiltIn treatments;
  const Change noting = [&](Document&, Part part) {
    parts.push_back(part);
    return Problems();
  };
  REQUIRE(admit(a_bundle(), {}, treatments, noting));
  CHECK(parts == std::vector{Part::order, Part::patient});
  parts.clear();
  REQUIRE(admit(a_case(), {}, treatments, noting));
  CHECK(parts == std::vector{Part::whole});
}

TEST_CASE("admission: a change that leads nowhere is a problem, and says its option") {
  struct Row {
    std::string setting;
    int asked_of_case, asked_of_bundle; ///< for a treatment, before it was seen
  };
  const Row rows[] = {{"order.day_zero.year=2026", 0, 0},
                      {"patient.weight.value=61", 0, 1},
                      {"patient.weight", 0, 0}};
  for (const Row& row : rows)
    for (const bool from_bundle : {false, true}) {
      INFO(row.setting, from_bundle);
      const Options options = with({row.setting});
      BuiltIn treatments;
      const auto admission =
          admit(from_bundle ? a_bundle() : a_case(), {}, treatments, CaseOptions(options));
      REQUIRE_FALSE(admission);
      REQUIRE(admission.reason().size() == 1);
      CHECK(to_text(admission.reason()[0].place) == "--set");
      CHECK(treatments.asked == (from_bundle ? row.asked_of_bundle : row.asked_of_case));
    }
}

TEST_CASE("admission: what an option set is at fault under the option's name") {
  const Options options = with({"patient.weight=61"});
  BuiltIn treatments;
  const auto admission = admit(a_case(), {}, treatments, CaseOptions(options));
  REQUIRE(admission);
  REQUIRE(admission->the_case.reason().size() == 1);
  CHECK(to_text(admission->the_case.reason()[0].place) == "--set /patient/weight");
}

TEST_CASE("admission: every option of a case that is wrong is said at once") {
  Options options = with({"nothing"});
  options.move = "soon";
  options.acknowledgements = {"R003"};
  options.on = "yesterday";
  const auto places = [&](const Document& document) {
    BuiltIn treatments;
    const auto admission = admit(document, {}, treatments, CaseOptions(options));
    REQUIRE_FALSE(admission);
    std::string all;
    for (const Problem& problem : admission.reason())
      all += to_text(problem.place) + " ";
    return all;
  };
  CHECK(places(a_case()) == "--set --move --by --acknowledge --on ");
  CHECK(places(a_bundle()) == "--by --acknowledge --on --set --move ");
}

TEST_CASE("admission: without a patient the order is known, and the case has none") {
  Document bundle = a_bundle();
  for (Member& member : bundle.root.members)
    if (member.key == "entry")
      std::erase_if(member.value.items, [](const Value& entry) {
        const Value* resource = entry.find("resource");
        return resource && resource->find("resourceType")->literal == "Patient";
      });
  BuiltIn treatments;
  const auto admission = admit(bundle, {}, treatments);
  REQUIRE(admission);
  REQUIRE_FALSE(admission->of_patient.empty());
  CHECK(admission->of_patient[0].detail == Containing{"there is no Patient"});
  CHECK_FALSE(admission->the_case);
  CHECK(text_at(admission->document, "order", "day_zero") != "nothing");
  CHECK_THROWS_AS(must_admit(bundle, {}, treatments), Invalid);
}

TEST_CASE("admission: who chooses a protocol names it for a bundle that names none") {
  Document bundle = a_bundle();
  BuiltIn treatments;
  treatments.chosen = "f01";
  const auto admission = admit(bundle, {}, treatments);
  REQUIRE(admission);
  CHECK(text_at(admission->document, "order", "protocol") == "f01");
}

} // namespace
