#include "cli/admit/admission.hpp"

#include "cli/fhir/case/case.hpp"
#include "cli/outcome/failure.hpp"

namespace nkdose {
namespace {

Problems changed(const Change& change, Document& the_case, Part part) {
  return change ? change(the_case, part) : Problems();
}

CalculationDay day_of_calculation(const CaseAdditions& additions, const Document& the_case,
                                  const CaseTreatment& under) {
  const auto named = named_day(additions, under.treatment.site);
  return {named ? named : first_drug_day(the_case, under.treatment.protocol), named.has_value()};
}

// With the clock's day, which is asked for only where it counts.
CaseAdditions dated(CaseAdditions additions, const CaseTreatment& under,
                    TreatmentSource& treatments) {
  if (!additions.today && wants_today(additions, under.treatment.site))
    additions.today = treatments.today();
  return additions;
}

Admission admission_of(Document the_case, std::shared_ptr<const CaseTreatment> under,
                       const CaseAdditions& additions) {
  Admission admission{.under = std::move(under), .document = std::move(the_case)};
  admission.today = day_of_calculation(additions, admission.document, *admission.under);
  admission.sha256 = additions.sha256;
  admission.the_case = read_case(admission.document, admission.under->form, additions);
  return admission;
}

} // namespace

Checked<Admission, Problems> admit(Document document, const CaseAdditions& additions,
                                   TreatmentSource& treatments, const Change& change) {
  if (is_fhir(document)) {
    auto admission =
        admit(FhirResources(document, treatments.zone()), additions, treatments, change);
    if (admission) (*admission).bundle = std::move(document);
    return admission;
  }
  if (Problems problems = changed(change, document, Part::whole); !problems.empty())
    return problems;
  auto under = treatments.of(document);
  const CaseAdditions with_day = dated(additions, *under, treatments);
  return admission_of(std::move(document), std::move(under), with_day);
}

Checked<Admission, Problems> admit(const FhirResources& resources, const CaseAdditions& additions,
                                   TreatmentSource& treatments, const Change& change) {
  const RequestTexts texts = additions.order_is_of_case ? RequestTexts::compared_with_the_order
                                                        : RequestTexts::of_the_case;
  auto the_case = case_order(resources, texts);
  if (!the_case) return the_case.reason();
  if (Problems problems = changed(change, *the_case, Part::order); !problems.empty())
    return problems;
  auto under = treatments.of(*the_case);
  const CaseAdditions with_day = dated(additions, *under, treatments);
  const Treatment& treatment = under->treatment;
  if (treatments.is_chosen()) name_protocol(*the_case, treatment.protocol);
  Problems of_patient = add_patient(
      resources, treatment, day_of_calculation(with_day, *the_case, *under), texts, *the_case);
  if (of_patient.empty())
    if (Problems problems = changed(change, *the_case, Part::patient); !problems.empty())
      return problems;
  Admission admission = admission_of(std::move(*the_case), std::move(under), with_day);
  admission.of_patient = std::move(of_patient);
  return admission;
}

Admission must_admit(Document document, const CaseAdditions& additions, TreatmentSource& treatments,
                     const Change& change) {
  auto admission = admit(std::move(document), additions, treatments, change);
  if (!must(admission).of_patient.empty()) throw Invalid{std::move((*admission).of_patient)};
  return std::move(*admission);
}

} // namespace nkdose
