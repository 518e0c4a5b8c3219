// Admission: the one way from a document to a case under its treatment, whoever asks: the program,
// the C library, a batch or CDS Hooks.
#pragma once

#include "cli/case/case_reader.hpp"
#include "cli/fhir/read/observations.hpp"

#include <functional>
#include <memory>

namespace nkdose {

/// A treatment, and what all cases under it are read with.
struct CaseTreatment {
  explicit CaseTreatment(Treatment of, WardZone of_site = {})
      : treatment(std::move(of)), form(treatment), zone(std::move(of_site)) {}
  CaseTreatment(const CaseTreatment&) = delete;
  CaseTreatment& operator=(const CaseTreatment&) = delete;

  Treatment treatment;
  CaseForm form;
  WardZone zone; ///< of the site
};

/// Where treatments come from: files, the texts of a request, or what a batch has read before.
class TreatmentSource {
public:
  virtual ~TreatmentSource() = default;
  /// The treatment that a case is under. Throws Invalid or Broken.
  virtual std::shared_ptr<const CaseTreatment> of(const Document& the_case) = 0;
  /// Whether somebody has chosen the protocol, whatever the case says.
  virtual bool is_chosen() const = 0;
  /// The site's, which is the same for every case. Throws as `of` does.
  virtual WardZone zone() { return {}; }
  /// The ward's day now, where there is a clock. Throws Invalid.
  virtual std::optional<Day> today() { return {}; }
};

/// What there is of a case to be changed. One made from FHIR comes in two parts, for what counts as
/// measured depends on the day of the calculation, and that on the order and its protocol.
enum class Part {
  whole,
  order,   ///< all but [patient] and [safety]
  patient, ///< these two
};

/// Gives values of a part of a case another text, as --set does, each value once; says what cannot
/// be done.
using Change = std::function<Problems(Document& the_case, Part part)>;

/// What became of a document.
struct Admission {
  std::shared_ptr<const CaseTreatment> under;
  Document document;                   ///< of the case
  std::optional<Document> bundle = {}; ///< of FHIR, that it was made from
  CalculationDay today = {};           ///< where it can be told
  std::string sha256 = {};             ///< of what was read
  Problems of_patient = {};            ///< what in FHIR keeps the patient from being read
  Checked<Case, Problems> the_case{Problems()};

  const Treatment& treatment() const { return under->treatment; }
};

/// A case, its changes and its treatment. Only what keeps its treatment from being found is a
/// problem of its own; any other is said by the admission, together with what is known.
Checked<Admission, Problems> admit(Document document, const CaseAdditions& additions,
                                   TreatmentSource& treatments, const Change& change = {});
/// The same of resources that are no document of their own.
Checked<Admission, Problems> admit(const FhirResources& resources, const CaseAdditions& additions,
                                   TreatmentSource& treatments, const Change& change = {});

/// An admission with a patient, whose case may still have problems. Throws Invalid.
Admission must_admit(Document document, const CaseAdditions& additions, TreatmentSource& treatments,
                     const Change& change = {});

} // namespace nkdose
