// The texts that a treatment is read from, wherever they come from.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

/// The texts of the files that a treatment is read from.
struct TreatmentTexts {
  std::string protocol_name, protocol, site_name, site;
  std::string holidays_name;                        ///< empty where no file is named
  Holidays holidays = {};                           ///< what that file says
  std::optional<NamedWorkdays> named_workdays = {}; ///< the command line's word on them
  bool protocol_is_built_in = false;
  std::optional<std::string> criteria_name;
  std::string criteria;
};

/// Takes the built-in protocol of an id; false where there is none.
bool take_built_in_protocol(std::string_view id, TreatmentTexts& texts);
/// The name of the criteria beside a protocol: f01.criteria.toml for f01.toml.
std::optional<std::string> criteria_beside(std::string_view protocol_name);
/// Takes the criteria beside a built-in protocol, where it has any.
void take_built_in_criteria(TreatmentTexts& texts);
/// Takes the built-in site, which closes no day and adopts nothing.
void take_default_site(TreatmentTexts& texts);

/// The built-in protocol that a case names. A case that names none, or an unknown one, is read with
/// f01, so that everything else that is wrong with it is said too; it cannot be admitted.
std::string built_in_protocol_of(const Document& the_case);

/// Reads the texts. Throws Invalid, also where the holiday file names working days and nobody has
/// said what they are.
Treatment treatment_of(const TreatmentTexts& texts);
/// Likewise, with what a case chooses for a protocol that leaves it open.
Treatment treatment_of_case(const Document& the_case, const TreatmentTexts& texts);

} // namespace nkdose
