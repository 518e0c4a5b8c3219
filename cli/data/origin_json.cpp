#include "cli/data/origin_json.hpp"

namespace nkdose {
namespace {

void write_override_list(JsonWriter& json, const Case& the_case) {
  json.key("overrides").open_list(true);
  for (const std::string& one : the_case.overrides)
    json.text(one);
  json.close_list();
}

} // namespace

void write_protocol(JsonWriter& json, const Protocol& protocol) {
  json.key("protocol").open_object(true);
  json.key("id").text(protocol.id.text()).key("version").number(protocol.version);
  json.key("title").text(protocol.title).key("sha256").text(protocol.sha256).close_object();
}

void write_authority(JsonWriter& json, const Plan& plan) {
  const auto flag = [&](std::string_view key, bool value) {
    json.key(key).raw(value ? "true" : "false");
  };
  const Adoption* signature = signature_under(plan.treatment->protocol, plan.treatment->site);
  json.key("adopted");
  if (signature)
    json.open_object(true)
        .key("by")
        .text(signature->by)
        .key("on")
        .text(iso_date(signature->on))
        .close_object();
  else
    json.null();
  flag("site_is_example", plan.treatment->site.is_example);
  json.key("calculated_on").text(iso_date(plan.the_case->calculated_on));
  flag("calculated_on_is_named", plan.the_case->names_its_day);
}

void write_site(JsonWriter& json, const Site& site) {
  json.key("site").open_object(true);
  json.key("id").text(site.id.text()).key("sha256").text(site.sha256).close_object();
}

void write_origin(JsonWriter& json, const Plan& plan) {
  write_protocol(json, plan.treatment->protocol);
  write_site(json, plan.treatment->site);
  json.key("case_sha256").text_or_null(plan.the_case->sha256);
  write_override_list(json, *plan.the_case);
}

void write_overrides(JsonWriter& json, const Case& the_case) {
  if (!the_case.overrides.empty()) write_override_list(json, the_case);
}

void write_patient(JsonWriter& json, const Case& the_case) {
  const Patient& patient = the_case.patient;
  json.key("patient").open_object(true);
  json.key("id").text_or_null(the_case.id);
  json.key("sex").text(patient.sex == Sex::female ? "female" : "male");
  json.key("age_years").number(patient.age.years);
  json.key("height_cm").number(number_of(patient.height));
  json.key("weight_kg").number(number_of(patient.weight));
  json.key("serum_creatinine_umol_per_l").number_or_null(number_of(patient.creatinine));
  json.close_object();
}

void write_patient_id(JsonWriter& json, const Case& the_case) {
  json.key("patient").open_object(true).key("id").text_or_null(the_case.id).close_object();
}

} // namespace nkdose
