#!/usr/bin/env python3
"""The criteria of f01, judged a second time: criteria.py PROGRAM REPOSITORY_ROOT

Every row of the trial's eligibility table is stated here with its limit, and with facts that make
it met, not met and unknown, on both sides of the limit. A three-valued judge of our own then
predicts every row of random cases, the exit code, the findings and the earliest day zero. Nothing
here is read from the program's criteria file.
"""

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

MET, NOT, UNKNOWN = "met", "not met", "unknown"
SEED, RANDOM_CASES = 20261207, 400

# Complete eligible cases: screening on 2026-11-16, lymphodepletion from 2026-12-02, Day 0 on
# 2026-12-07.

OUTSIDE = {
    "patient": {"id": "F01-100", "sex": "female", "birth_date": "1984-03-02", "height": "162 cm",
                "weight": "58.4 kg", "weight_on": "2026-11-30", "serum_creatinine": "62 umol/L",
                "creatinine_on": "2026-11-30"},
    # Hypersensitivity and the pregnancy test are answered by [screening].
    "safety": {key: "no" for key in (
        "pentostatin", "decompensated_haemolysis", "breast_feeding",
        "urinary_outflow_obstruction")},
    "order": {"protocol": "f01", "day_zero": "2026-12-07", "fludarabine": "30 mg/m2/day",
              "cyclophosphamide": "300 mg/m2/day", "cells": "1e9 cells"},
}
EVERYBODY = {
    "date": "2026-11-16", "serum_creatinine_uln": "84 umol/L", "expected_survival": "24 months",
    "blood_count_date": "2026-11-14", "last_transfusion_or_growth_factor": "never",
    "hemoglobin": "104 g/L", "anc": "2.8 10^9/L", "platelets": "186 10^9/L",
    "hydration_assistance": "no", "alt": "24 U/L", "alt_uln": "40 U/L", "ast": "0.7 x ULN",
    "total_bilirubin": "9.1 umol/L", "total_bilirubin_uln": "21 umol/L", "spo2_room_air": "98 %",
    "pleural_effusion": "no", "lvef": "62 %", "pericardial_effusion": "no", "ecg_abnormal": "no",
    "coagulation_adequate": "yes", "serum_hcg": "negative", "surgically_sterilised": "no",
    "menopause_duration": "0 years", "contraception_until": "2028-01-31",
    "no_gamete_donation_until": "2028-01-31", "informed_consent": "yes", "kidney_transplant": "no",
    "last_dialysis_or_plasmapheresis": "never", "last_pulse_gc": "never",
    "need_dialysis_or_transplant": "no", "need_prohibited_drug": "no",
    "last_myocardial_infarction": "never", "nyha_class": "none", "symptomatic_heart_failure": "no",
    "unstable_angina": "no", "severe_arrhythmia": "no", "stroke": "no",
    "other_severe_cardiovascular": "no",
    "other_autoimmune_disease": "no", "family_history_non_iim_myopathy": "no",
    "own_non_iim_myopathy": "no", "malignancy": "none",
    "hypersensitivity": "no", "prior_transplant_or_cell_therapy": "no", "last_biologic": "never",
    "last_major_surgery": "never", "last_live_vaccine": "never",
    "last_other_trial_treatment": "never", "last_systemic_antimicrobial": "never",
    "uncontrolled_infection": "no",
    "gc_highest_dose": "12 mg/day methylprednisolone", "gc_reduced_since": "2026-10-20",
    "active_viral_or_syphilis": "no", "active_tb_signs": "no", "tb_imaging_date": "never",
    "igra": "negative", "prohibited_combination": "no", "unsuitable": "no",
}
AAV = {"indication": "aav", "aav_subtype": "GPA", "bvas3_major_items": "1",
       "bvas3_other_items": "4", "anca_pr3": "positive", "anca_mpo": "negative"}
DISEASES = {
    "sle": {"indication": "sle", "sle_diagnosis_date": "2019-06-14",
            "antinuclear_antibody": "positive", "anti_dsdna": "positive", "sledai_2k": "12",
            "sle_standard_treatment_duration": "7 months"},
    "relapsed": AAV | {
        "aav_recurrences": "1", "recurrence_date": "2026-10-12", "recurrence_major_items": "1",
        "recurrence_other_items": "0", "recurrence_new_items_twice": "no",
        "aav_treatment_before_recurrence": "5 months", "remission_bvas": "0",
        "remission_gc_dose": "5 mg/day prednisone"},
    "refractory": AAV | {
        "aav_recurrences": "0", "aav_ineffective_treatment": "4 months", "refractory_bvas": "9",
        "refractory_gc_dose": "15 mg/day prednisone"},
    "iim": {"indication": "iim", "iim_probability": "91 %", "iim_subtype": "DM", "mmt8": "118",
            "patient_global_vas": "6", "physician_global_vas": "5.5", "extramuscular_vas": "1",
            "haq": "1.25", "muscle_enzyme_max": "4.2 x ULN", "iim_prior_is_count": "2",
            "iim_prior_treatment_duration": "8 months", "iim_prior_failure": "yes",
            "tumour_related_myositis": "no"},
    "dcssc": {"indication": "dcssc", "ssc_class_2013": "yes", "diffuse_cutaneous_leroy1988": "yes",
              "ild": "yes", "fvc_pct_pred": "61 %", "dlco_pct_pred": "48 %",
              "ssc_conventional_duration": "9 months", "ssc_relapsed_or_refractory": "yes",
              "mrss_increase": "22 %",
              "ild_diagnosis_date": "2022-04-08", "fvc_decline": "12 %", "dlco_decline": "18 %"},
}
MALE = {"patient.sex": "male", "serum_hcg": None, "surgically_sterilised": None,
        "menopause_duration": None}

# A screening whose calendar months end in a leap February: screening 2028-08-31, six months before
# it 2028-02-29; lymphodepletion from 2028-10-31, two months before it 2028-08-31; Day 0 2028-11-05.
LEAP = {"date": "2028-08-31", "order.day_zero": "2028-11-05", "blood_count_date": "2028-03-03",
        "patient.weight_on": None, "patient.creatinine_on": None, "gc_reduced_since": "2028-06-01",
        "contraception_until": "2030-01-31", "no_gamete_donation_until": "2030-01-31"}
# Lymphodepletion from 2028-03-31: one month before it 2028-02-29, two months before it 2028-01-31.
MARCH = LEAP | {"date": "2028-03-30", "order.day_zero": "2028-04-05", "gc_reduced_since": "2028-01-01"}
# The last infusion on 2028-02-29: a year later is 2029-02-28.
LEAP_INFUSION = LEAP | {"date": "2028-02-10", "order.day_zero": "2028-02-29",
                        "blood_count_date": "2028-02-10", "gc_reduced_since": "2028-01-01"}

# Clearance of 50 mL/min exactly: (140 - 40) x 72 x 88.4 / (72 x 176.8).
CLEARANCE_50 = MALE | {"patient.birth_date": "1986-03-02", "patient.weight": "72 kg",
                       "patient.height": "175 cm", "patient.serum_creatinine": "176.8 umol/L",
                       "serum_creatinine_uln": "120 umol/L"}


# The 88 rows. `base` is one of DISEASES; a limit is the record's; None in a fact leaves it out.

ROWS = {}


def row(name, base, limit, met, failed, unknown, part=False):
    assert name not in ROWS
    ROWS[name] = (base, limit, [({MET}, facts) for facts in met] +
                  [({NOT}, facts) for facts in failed] +
                  [({UNKNOWN}, facts) for facts in unknown], part)


def values(key, *texts, given=None):
    return [(given or {}) | {key: text} for text in texts]


def at_least(key, limit, below, unit="", *more):
    """Met on the limit and above it, not met the smallest step below it."""
    return {"met": values(key, f"{limit}{unit}", *more),
            "failed": values(key, f"{below}{unit}"),
            "unknown": values(key, None, "unknown")}


def at_most(key, limit, above, unit="", *more):
    return at_least(key, limit, above, unit, *more)


def answer(key, met, failed):
    return {"met": values(key, *met), "failed": values(key, *failed),
            "unknown": values(key, None, "unknown")}


row("G01", "sle", "age >= 18 year",
    [{"patient.birth_date": "2008-11-16"}], [{"patient.birth_date": "2008-12-03"}], [])
row("G02", "sle", "age <= 65 year, both ends included",
    [{"patient.birth_date": "1960-12-03"}], [{"patient.birth_date": "1960-11-16"}], [])
row("G03", "sle", "sex: any", [{"patient.sex": "female"}, MALE], [], [])
row("SLE01", "sle", "diagnosis >= 6 months before screening",
    values("sle_diagnosis_date", "2026-05-16", "2019-01-01") +
    values("sle_diagnosis_date", "2028-02-29", given=LEAP),
    values("sle_diagnosis_date", "2026-05-17", "2026-11-16", "2026-11-20") +
    values("sle_diagnosis_date", "2028-03-01", given=LEAP),
    values("sle_diagnosis_date", None, "unknown") + values("date", None))
row("SLE02", "sle", "ANA or anti-dsDNA positive",
    [{"anti_dsdna": "negative"}, {"antinuclear_antibody": "negative"}, {"anti_dsdna": None}],
    [{"anti_dsdna": "negative", "antinuclear_antibody": "negative"}],
    [{"anti_dsdna": None, "antinuclear_antibody": "negative"},
     {"anti_dsdna": "negative", "antinuclear_antibody": "unknown"}])
row("SLE03", "sle", "SLEDAI-2K >= 8 points", **at_least("sledai_2k", 8, "7.999999", "", "105"))
row("SLE04", "sle", "active after >= 2 months of standard treatment",
    **at_least("sle_standard_treatment_duration", 2, "1.999999", " months", "2 month"))
row("AAV01", "relapsed", "GPA or MPA",
    **answer("aav_subtype", ["GPA", "MPA"], ["EGPA", "other"]))
row("AAV02", "relapsed", "BVAS 3 major items >= 1", part=True,
    **at_least("bvas3_major_items", 1, "0.999999"))
row("AAV03", "refractory", "BVAS 3 other items >= 3", part=True,
    **at_least("bvas3_other_items", 3, "2.999999"))
row("AAV04", "refractory", "PR3-ANCA or MPO-ANCA positive",
    [{}, {"anca_pr3": "negative", "anca_mpo": "positive"}, {"anca_mpo": None}],
    [{"anca_pr3": "negative"}],
    [{"anca_pr3": None}, {"anca_pr3": "negative", "anca_mpo": None}])
row("AAV05", "relapsed", "recurrences >= 1", part=True,
    **at_least("aav_recurrences", 1, "0.999999", "", "2"))
row("AAV06", "relapsed", "at the recurrence >= 1 major or >= 3 other items",
    [{"recurrence_major_items": "1", "recurrence_other_items": "0"},
     {"recurrence_major_items": "0", "recurrence_other_items": "3"},
     {"recurrence_major_items": None, "recurrence_other_items": "3"}],
    [{"recurrence_major_items": "0.999999", "recurrence_other_items": "2.999999"}],
    [{"recurrence_major_items": None, "recurrence_other_items": "2"},
     {"recurrence_major_items": "0", "recurrence_other_items": None}], True)
row("AAV07", "relapsed", "1-2 new items in two consecutive assessments", part=True,
    **answer("recurrence_new_items_twice", ["yes"], ["no"]))
row("AAV08", "relapsed", "GC with IS >= 3 months before the recurrence", part=True,
    **at_least("aav_treatment_before_recurrence", 3, "2.999999", " months"))
row("AAV08a", "relapsed", "BVAS 0 in remission", part=True,
    **at_most("remission_bvas", 0, "0.000001"))
row("AAV08b", "relapsed", "GC <= 7.5 mg/day prednisone in remission",
    values("remission_gc_dose", "7.5 mg/day prednisone", "none", "6 mg/day methylprednisolone",
           "30 mg/day hydrocortisone", "1.125 mg/day dexamethasone", "0.9 mg/day betamethasone",
           "2.5 mg/day prednisone + 4 mg/day methylprednisolone", "9 mg/day deflazacort",
           "37.5 mg/day cortisone-acetate", "7.5 mg/day prednisolone", "6 mg/day triamcinolone"),
    values("remission_gc_dose", "7.500001 mg/day prednisone", "6.000001 mg/day methylprednisolone",
           "30.000001 mg/day hydrocortisone", "1.125001 mg/day dexamethasone",
           "0.900001 mg/day betamethasone", "1 mg/day betamethasone", "9.000001 mg/day deflazacort",
           "2.5 mg/day prednisone + 4.000001 mg/day methylprednisolone"),
    values("remission_gc_dose", None, "unknown"), True)
row("AAV09", "relapsed", "recurrence within 12 weeks before screening; is their first day within?",
    values("recurrence_date", "2026-08-25", "2026-11-16") +
    values("recurrence_date", "2028-03-01", given=LEAP | {"date": "2028-05-23"}),
    values("recurrence_date", "2026-08-23", "2026-11-17") +
    values("recurrence_date", "2028-02-28", given=LEAP | {"date": "2028-05-23"}),
    values("recurrence_date", None, "unknown", "2026-08-24") +
    values("recurrence_date", "2028-02-29", given=LEAP | {"date": "2028-05-23"}), True)
row("AAV10", "refractory", "GC with IS >= 3 months, without BVAS 0 and GC <= 7.5 mg/day",
    [{"aav_ineffective_treatment": "3 months"},
     {"refractory_bvas": "0", "refractory_gc_dose": "7.500001 mg/day prednisone"},
     {"refractory_bvas": "0.000001", "refractory_gc_dose": "none"},
     {"refractory_bvas": "1", "refractory_gc_dose": None},
     {"refractory_bvas": None, "refractory_gc_dose": "8 mg/day prednisone"}],
    [{"aav_ineffective_treatment": "2.999999 months"},
     {"refractory_bvas": "0", "refractory_gc_dose": "7.5 mg/day prednisone"},
     # Between 6.7 and 8.3 mg of prednisone, as the sources go: not surely above 7.5.
     {"refractory_bvas": "0", "refractory_gc_dose": "1 mg/day betamethasone"},
     {"refractory_bvas": "0", "refractory_gc_dose": "1.125 mg/day dexamethasone"}],
    [{"aav_ineffective_treatment": None}, {"refractory_bvas": None, "refractory_gc_dose": None},
     {"refractory_bvas": "0", "refractory_gc_dose": None},
     {"refractory_bvas": None, "refractory_gc_dose": "7.5 mg/day prednisone"}], True)
row("IIM01", "iim", "probability >= 55 %", **at_least("iim_probability", 55, "54.999999", " %"))
row("IIM02", "iim", "DM, PM or IMNM",
    **answer("iim_subtype", ["DM", "PM", "IMNM"], ["IBM", "other"]))
row("IIM03", "iim", "MMT-8 <= 141", **at_most("mmt8", 141, "141.000001", "", "0"))
row("IIM04", "iim", ">= 2 of IIM05..09, or >= 2 of IIM05..08 and IIM09: unknown where they differ",
    [{}, {"patient_global_vas": None}, {"patient_global_vas": "0"}],
    [{"patient_global_vas": "1", "physician_global_vas": "1", "haq": "0"},
     {"patient_global_vas": "1", "physician_global_vas": "1", "muscle_enzyme_max": "1 x ULN"},
     {"patient_global_vas": "1", "physician_global_vas": "1", "haq": "0",
      "muscle_enzyme_max": None}],
    # The first reading holds alone: 2 measures without the enzyme, or 1 with it.
    [{"muscle_enzyme_max": "1.5 x ULN"}, {"muscle_enzyme_max": None},
     {"patient_global_vas": "1", "physician_global_vas": "1"},
     {"patient_global_vas": None, "physician_global_vas": "1"}])
row("IIM05", "iim", "patient's VAS >= 2", part=True,
    **at_least("patient_global_vas", 2, "1.999999", "", "10"))
row("IIM06", "iim", "physician's VAS >= 2", part=True,
    **at_least("physician_global_vas", 2, "1.999999"))
row("IIM07", "iim", "extramuscular VAS >= 2", part=True,
    **at_least("extramuscular_vas", 2, "1.999999"))
row("IIM08", "iim", "HAQ >= 0.25", part=True, **at_least("haq", "0.25", "0.249999", "", "3"))
row("IIM09", "iim", "muscle enzyme > 1.5 x ULN",
    [{"muscle_enzyme_max": "1.500001 x ULN"}, {"muscle_enzyme_max": "2 ULN"},
     {"muscle_enzyme_max": "300.000001 U/L", "muscle_enzyme_max_uln": "200 U/L"}],
    [{"muscle_enzyme_max": "1.5 x ULN"},
     {"muscle_enzyme_max": "300 U/L", "muscle_enzyme_max_uln": "200 U/L"},
     {"muscle_enzyme_max": "3.015 U/L", "muscle_enzyme_max_uln": "2.01 U/L"},
     {"muscle_enzyme_max": "30.6 U/L", "muscle_enzyme_max_uln": "20.4 U/L"}],
    [{"muscle_enzyme_max": None},
     {"muscle_enzyme_max": "300 U/L", "muscle_enzyme_max_uln": "unknown"}], True)
row("IIM10", "iim", "prior immunosuppressants >= 1",
    **at_least("iim_prior_is_count", 1, "0.999999"))
row("IIM11", "iim", "prior immunosuppressants >= 2 (the stricter of two)",
    **at_least("iim_prior_is_count", 2, "1.999999", "", "3"))
row("IIM12", "iim", "at effective doses >= 3 months: each drug or in total; or not tolerated",
    values("iim_prior_treatment_duration", "3 months", "12 months"),
    # In no reading.
    [{"iim_prior_treatment_duration": "2.999999 months", "iim_prior_intolerance": "no",
      "iim_prior_treatment_in_total": "2.999999 months"}],
    values("iim_prior_treatment_duration", None, "unknown", "2.999999 months") +
    [{"iim_prior_treatment_duration": "2 months", "iim_prior_treatment_in_total": "3 months",
      "iim_prior_intolerance": "no"},
     {"iim_prior_treatment_duration": "2 months", "iim_prior_treatment_in_total": "2 months",
      "iim_prior_intolerance": "yes"},
     {"iim_prior_treatment_duration": "2 months", "iim_prior_treatment_in_total": "2 months"},
     {"iim_prior_treatment_duration": "2 months", "iim_prior_intolerance": "no"},
     {"iim_prior_treatment_duration": "2 months", "iim_prior_treatment_in_total": "4 months",
      "iim_prior_intolerance": "yes"}])
row("SSC01", "dcssc", "2013 ACR/EULAR met", **answer("ssc_class_2013", ["yes"], ["no"]))
row("SSC02", "dcssc", "diffuse cutaneous (LeRoy 1988)",
    **answer("diffuse_cutaneous_leroy1988", ["yes"], ["no"]))
row("SSC03", "dcssc", "FVC 45 to 70 % predicted",
    values("fvc_pct_pred", "45 %", "70 %"), values("fvc_pct_pred", "44.999999 %", "70.000001 %"),
    values("fvc_pct_pred", None), True)
row("SSC04", "dcssc", "DLCO 40 to 70 % predicted",
    values("dlco_pct_pred", "40 %", "70 %"), values("dlco_pct_pred", "39.999999 %", "70.000001 %"),
    values("dlco_pct_pred", None), True)
row("SSC03-04", "dcssc", "ILD with FVC or DLCO in its range; the other one below its: unknown",
    [{"fvc_pct_pred": "45 %", "dlco_pct_pred": "40 %"},
     {"fvc_pct_pred": "90 %", "dlco_pct_pred": "70 %"},
     {"fvc_pct_pred": "70 %", "dlco_pct_pred": "70.000001 %"}],
    [{"ild": "no"}, {"fvc_pct_pred": "70.000001 %", "dlco_pct_pred": "70.000001 %"},
     {"fvc_pct_pred": "44.999999 %", "dlco_pct_pred": "39.999999 %"},
     {"fvc_pct_pred": "20 %", "dlco_pct_pred": "90 %"}],
    [{"fvc_pct_pred": "20 %", "dlco_pct_pred": "60 %"},
     {"fvc_pct_pred": "44.999999 %", "dlco_pct_pred": "70 %"},
     {"fvc_pct_pred": "70 %", "dlco_pct_pred": "39.999999 %"},
     {"fvc_pct_pred": None}, {"dlco_pct_pred": None}, {"ild": None}])
row("SSC05", "dcssc", "conventional treatment >= 6 months",
    **at_least("ssc_conventional_duration", 6, "5.999999", " months"))
row("SSC06", "dcssc", "mRSS increase >= 10 %", part=True,
    **at_least("mrss_increase", 10, "9.999999", " %", "100 %"))
row("SSC07", "dcssc", "ILD diagnosed within 6 months before screening; is their first day within?",
    values("ild_diagnosis_date", "2026-05-17", "2026-11-16") +
    values("ild_diagnosis_date", "2028-03-01", given=LEAP),
    values("ild_diagnosis_date", "2026-05-15", "2026-11-17", "never") +
    values("ild_diagnosis_date", "2028-02-28", given=LEAP),
    values("ild_diagnosis_date", None, "2026-05-16") +
    values("ild_diagnosis_date", "2028-02-29", given=LEAP), True)
row("SSC08", "dcssc", "FVC decline >= 10 %", part=True,
    **at_least("fvc_decline", 10, "9.999999", " %"))
row("SSC09", "dcssc", "FVC decline >= 5 % with DLCO decline >= 15 %, prior ILD",
    [{"fvc_decline": "5 %", "dlco_decline": "15 %"}],
    [{"fvc_decline": "4.999999 %", "dlco_decline": "15 %"},
     {"fvc_decline": "5 %", "dlco_decline": "14.999999 %"},
     {"fvc_decline": None, "dlco_decline": "14 %"}],
    [{"fvc_decline": None}, {"dlco_decline": None}], True)
row("C01", "sle", "survival > 6 months", **at_least("expected_survival", "6.000001", 6, " months"))
row("C02", "dcssc", "no transfusion or growth factor for 7 days before the blood count",
    values("last_transfusion_or_growth_factor", "2026-11-06", "never") +
    values("last_transfusion_or_growth_factor", "2028-02-24", given=LEAP) +
    [{"last_transfusion_or_growth_factor": "never", "blood_count_date": None}],
    values("last_transfusion_or_growth_factor", "2026-11-08", "2026-11-14") +
    values("last_transfusion_or_growth_factor", "2028-02-26", given=LEAP),
    values("last_transfusion_or_growth_factor", None, "2026-11-07") +
    values("last_transfusion_or_growth_factor", "2028-02-25", given=LEAP) +
    [{"last_transfusion_or_growth_factor": "2026-01-07", "blood_count_date": None}])
row("C03", "iim", "Hb >= 80 g/L", **at_least("hemoglobin", 80, "79.999999", " g/L"))
row("C04", "iim", "ANC >= 1.5 x 10^9/L (the record prints 109)",
    **at_least("anc", "1.5", "1.499999", " x 10^9/L", "1.5 10^9/L"))
row("C05", "iim", "platelets >= 50 x 10^9/L (the record prints 109)",
    **at_least("platelets", 50, "49.999999", " x 10^9/L"))
row("C06", "sle", "clearance >= 50 mL/min (Cockcroft-Gault)",
    [{}, CLEARANCE_50], [CLEARANCE_50 | {"patient.serum_creatinine": "176.800001 umol/L"}],
    [{"patient.serum_creatinine": None, "patient.creatinine_on": None}])
row("C07", "sle", "creatinine <= 1.5 x ULN",
    [{"patient.serum_creatinine": "93 umol/L", "serum_creatinine_uln": "62 umol/L"},
     {"patient.serum_creatinine": "102.3 umol/L", "serum_creatinine_uln": "68.2 umol/L"}],
    [{"patient.serum_creatinine": "93.000001 umol/L", "serum_creatinine_uln": "62 umol/L"}],
    [{"serum_creatinine_uln": None}, {"serum_creatinine_uln": "unknown"},
     {"patient.serum_creatinine": None, "patient.creatinine_on": None}])
for name, enzyme in (("C08", "alt"), ("C09", "ast")):
    limit = f"{enzyme}_uln"
    row(name, "relapsed", f"{enzyme.upper()} <= 2.5 x ULN",
        [{enzyme: "2.5 x ULN", limit: None}, {enzyme: "100 U/L", limit: "40 U/L"},
         # In floating point 5.025 / 2.01 and 5.65 / 2.26 are above 2.5.
         {enzyme: "5.025 U/L", limit: "2.01 U/L"}, {enzyme: "5.65 U/L", limit: "2.26 U/L"}],
        [{enzyme: "2.500001 x ULN", limit: None}, {enzyme: "100.000001 U/L", limit: "40 U/L"}],
        [{enzyme: None, limit: None}, {enzyme: "24 U/L", limit: "unknown"}])
row("C10", "refractory", "bilirubin <= 1.5 x ULN",
    [{"total_bilirubin": "1.5 x ULN", "total_bilirubin_uln": None},
     {"total_bilirubin": "31.5 umol/L"},
     {"total_bilirubin": "30.6 umol/L", "total_bilirubin_uln": "20.4 umol/L"},
     {"total_bilirubin": "32.85 umol/L", "total_bilirubin_uln": "21.9 umol/L"}],
    [{"total_bilirubin": "31.500001 umol/L"},
     {"total_bilirubin": "1.500001 x ULN", "total_bilirubin_uln": None}],
    [{"total_bilirubin": "unknown"}, {"total_bilirubin": None, "total_bilirubin_uln": None}])
row("C11", "sle", "SpO2 on room air >= 92 %", **at_least("spo2_room_air", 92, "91.999999", " %"))
row("C12", "sle", "no significant pleural effusion", **answer("pleural_effusion", ["no"], ["yes"]))
row("C13", "dcssc", "LVEF >= 40 %", **at_least("lvef", 40, "39.999999", " %"))
row("C14", "dcssc", "no significant pericardial effusion",
    **answer("pericardial_effusion", ["no"], ["yes"]))
row("C15", "dcssc", "no significant ECG abnormality", **answer("ecg_abnormal", ["no"], ["yes"]))
row("C16", "iim", "coagulation: no limit is given, the investigator judges",
    **answer("coagulation_adequate", ["yes"], ["no"]))
row("C17", "sle", "serum pregnancy test negative if a fertile female",
    [{"serum_hcg": "negative"}, MALE, {"serum_hcg": None, "surgically_sterilised": "yes"},
     {"serum_hcg": None, "menopause_duration": "2 years"}],
    [{"serum_hcg": "positive"}],
    [{"serum_hcg": None}, {"serum_hcg": None, "menopause_duration": None},
     {"serum_hcg": "positive", "surgically_sterilised": None}])
row("C18", "iim", "not fertile: sterilised, or menopause >= 2 years (a definition)",
    [{"menopause_duration": "2 years"}, {"surgically_sterilised": "yes"},
     {"surgically_sterilised": None, "menopause_duration": "2 years"}],
    [{"menopause_duration": "1.999999 years"}, MALE],
    [{"surgically_sterilised": None}, {"menopause_duration": None}], True)
NOT_FERTILE = {"surgically_sterilised": "yes", "menopause_duration": None}
for name, key in (("C19", "contraception_until"), ("C20", "no_gamete_donation_until")):
    second = {"order.infusion_days": [0, 7]}
    row(name, "refractory", f"{key} >= 1 year after the last study treatment",
        values(key, "2027-12-07") + values(key, "2027-12-07", given=MALE) +
        values(key, "2027-12-14", given=second) + values(key, "2029-02-28", given=LEAP_INFUSION) +
        # Asked of fertile women and of men alone.
        values(key, None, "2027-12-06", given=NOT_FERTILE) +
        values(key, None, given={"menopause_duration": "2 years"}),
        values(key, "2027-12-06", "2026-12-07") + values(key, "2027-12-06", given=MALE) +
        values(key, "2027-12-13", given=second) + values(key, "2029-02-27", given=LEAP_INFUSION),
        values(key, None) + values(key, None, given=MALE) +
        values(key, "2027-12-06", given={"surgically_sterilised": None}))
row("E01", "sle", "kidney transplantation, ever", **answer("kidney_transplant", ["no"], ["yes"]))
row("E02", "sle", "dialysis or plasmapheresis within 3 months before screening",
    values("last_dialysis_or_plasmapheresis", "2026-08-15", "never") +
    values("last_dialysis_or_plasmapheresis", "2028-02-28", given=LEAP | {"date": "2028-05-31"}),
    values("last_dialysis_or_plasmapheresis", "2026-08-17", "2026-11-16") +
    values("last_dialysis_or_plasmapheresis", "2028-03-01", given=LEAP | {"date": "2028-05-31"}),
    # Exactly 3 months, and for 2028-05-31 the last day of February: is that still within?
    values("last_dialysis_or_plasmapheresis", None, "unknown", "2026-08-16") +
    values("last_dialysis_or_plasmapheresis", "2028-02-29", given=LEAP | {"date": "2028-05-31"}) +
    [{"last_dialysis_or_plasmapheresis": "2020-01-01", "date": None}])
row("E03", "sle", "pulse GC within 1 month before screening (and E13)",
    values("last_pulse_gc", "2026-10-15", "never") +
    values("last_pulse_gc", "2028-02-28", given=MARCH),
    values("last_pulse_gc", "2026-10-17") + values("last_pulse_gc", "2028-03-01", given=MARCH),
    values("last_pulse_gc", None, "2026-10-16") +
    values("last_pulse_gc", "2028-02-29", given=MARCH))
row("E04", "sle", "dialysis, plasmapheresis, transplantation or a prohibited drug needed",
    [{}], [{"need_dialysis_or_transplant": "yes"}, {"need_prohibited_drug": "yes"}],
    [{"need_dialysis_or_transplant": None}, {"need_prohibited_drug": None}])
row("E05", "sle", "acute myocardial infarction within 6 months before screening",
    values("last_myocardial_infarction", "2026-05-15", "never") +
    values("last_myocardial_infarction", "2028-02-28", given=LEAP),
    values("last_myocardial_infarction", "2026-05-17") +
    values("last_myocardial_infarction", "2028-03-01", given=LEAP),
    values("last_myocardial_infarction", None, "2026-05-16") +
    values("last_myocardial_infarction", "2028-02-29", given=LEAP))
row("E06", "sle", "NYHA class >= III",
    **answer("nyha_class", ["none", "I", "II"], ["III", "IV"]))
row("E07", "sle", "symptomatic heart failure; angina, arrhythmia, stroke: ever",
    [{}], [{"symptomatic_heart_failure": "yes"}, {"unstable_angina": "yes"},
           {"severe_arrhythmia": "yes"}, {"stroke": "yes"},
           {"stroke": "yes", "unstable_angina": None}],
    [{"symptomatic_heart_failure": None}, {"unstable_angina": None}, {"severe_arrhythmia": None},
     {"stroke": None}])
row("E08", "iim", "another autoimmune disease, ever",
    **answer("other_autoimmune_disease", ["no"], ["yes"]))
row("E09", "iim", "family history of non-IIM myopathies; the patient's own: unknown",
    [{}], [{"family_history_non_iim_myopathy": "yes"},
           {"family_history_non_iim_myopathy": "yes", "own_non_iim_myopathy": "yes"},
           {"family_history_non_iim_myopathy": "yes", "own_non_iim_myopathy": None}],
    [{"own_non_iim_myopathy": "yes"}, {"own_non_iim_myopathy": None},
     {"family_history_non_iim_myopathy": None}, {"family_history_non_iim_myopathy": "unknown"}])
row("E10", "iim", "malignancy, except listed and cured ones and >= 2 years without recurrence",
    values("malignancy", "none", "cured-listed") +
    values("malignancy_free_since", "2024-11-16", given={"malignancy": "in-remission"}) +
    values("malignancy_free_since", "2026-02-28",
           given=LEAP_INFUSION | {"date": "2028-02-29", "order.day_zero": "2028-04-05",
                                  "malignancy": "in-remission"}),
    [{"malignancy": "active"}, {"malignancy": "active", "malignancy_free_since": "2001-01-01"}] +
    values("malignancy_free_since", "2024-11-17", given={"malignancy": "in-remission"}) +
    values("malignancy_free_since", "2026-03-01",
           given=LEAP_INFUSION | {"date": "2028-02-29", "order.day_zero": "2028-04-05",
                                  "malignancy": "in-remission"}),
    [{"malignancy": None}, {"malignancy": "in-remission"}])
row("E10-myositis", "iim", "tumour-related polymyositis or dermatomyositis, named by the record",
    # Cured or not.
    **answer("tumour_related_myositis", ["no"], ["yes"]))
row("E11", "iim", "hypersensitivity or contraindication",
    **answer("hypersensitivity", ["no"], ["yes"]))
row("E12", "iim", "stem cell transplantation or cell therapy, ever (no window is given)",
    **answer("prior_transplant_or_cell_therapy", ["no"], ["yes"]))
row("E13", "sle", "pulse GC within 2 months before lymphodepletion (and E03)",
    values("last_pulse_gc", "2026-10-01", "never") +
    values("last_pulse_gc", "2028-08-30", given=LEAP | {"date": "2028-10-20"}) +
    values("last_pulse_gc", "2028-01-30", given=MARCH),
    values("last_pulse_gc", "2026-10-03") + values("last_pulse_gc", "2028-09-01", given=LEAP) +
    values("last_pulse_gc", "2028-02-01", given=MARCH),
    values("last_pulse_gc", None, "2026-10-02") +
    values("last_pulse_gc", "2028-08-31", given=LEAP) +
    values("last_pulse_gc", "2028-01-31", given=MARCH))
for name, key in (("E14", "last_biologic"), ("E15", "last_major_surgery"),
                  ("E16", "last_live_vaccine"), ("E17", "last_other_trial_treatment")):
    row(name, "relapsed", f"{key} within 1 month before lymphodepletion",
        values(key, "2026-11-01", "never") + values(key, "2028-02-28", given=MARCH),
        values(key, "2026-11-03", "2026-12-02") + values(key, "2028-03-01", given=MARCH),
        values(key, None, "2026-11-02") + values(key, "2028-02-29", given=MARCH))
row("E18", "dcssc", "systemic antimicrobial within 14 days before lymphodepletion",
    values("last_systemic_antimicrobial", "2026-11-17", "never") +
    values("last_systemic_antimicrobial", "2028-02-28",
           given=MARCH | {"order.day_zero": "2028-03-19", "date": "2028-03-01"}),
    # An infection that is not controlled, whatever its treatment.
    values("last_systemic_antimicrobial", "never", None, "2026-11-17",
           given={"uncontrolled_infection": "yes"}) +
    values("last_systemic_antimicrobial", "2026-11-19") +
    values("last_systemic_antimicrobial", "2028-03-01",
           given=MARCH | {"order.day_zero": "2028-03-19", "date": "2028-03-01"}),
    values("last_systemic_antimicrobial", None, "2026-11-18") +
    values("last_systemic_antimicrobial", "2028-02-29",
           given=MARCH | {"order.day_zero": "2028-03-19", "date": "2028-03-01"}) +
    values("uncontrolled_infection", None, "unknown"))
row("E19", "refractory", "GC <= 20 mg/day prednisone, from 7 days before lymphodepletion: Day -12",
    values("gc_reduced_since", "2026-11-25", "2026-01-01", "never") +
    values("gc_highest_dose", "20 mg/day prednisone", "16 mg/day methylprednisolone",
           "3 mg/day dexamethasone", "80 mg/day hydrocortisone", "2.4 mg/day betamethasone",
           "24 mg/day deflazacort", "100 mg/day cortisone-acetate", "none",
           # Three times 6.666... is 20, not more.
           "1 mg/day dexamethasone + 1 mg/day dexamethasone + 1 mg/day dexamethasone"),
    values("gc_reduced_since", "2026-11-26", "2026-12-02") +
    # Day -7 is not 7 days before lymphodepletion.
    values("gc_reduced_since", "2026-11-30") +
    values("gc_highest_dose", "20.000001 mg/day prednisone", "16.000001 mg/day methylprednisolone",
           "3.000001 mg/day dexamethasone", "2.400001 mg/day betamethasone",
           "3 mg/day betamethasone", "24.000001 mg/day deflazacort",
           "80.000001 mg/day hydrocortisone", "100.000001 mg/day cortisone-acetate",
           "10 mg/day prednisone + 8.000001 mg/day methylprednisolone"),
    values("gc_highest_dose", None) + values("gc_reduced_since", None))
row("E20", "relapsed", "active HBV, HCV, HIV or syphilis",
    **answer("active_viral_or_syphilis", ["no"], ["yes"]))
row("E21", "relapsed", "signs of active tuberculosis", **answer("active_tb_signs", ["no"], ["yes"]))
row("E22", "dcssc", "imaging of active tuberculosis at or within 6 months before screening",
    values("tb_imaging_date", "2026-05-15", "never") +
    values("tb_imaging_date", "2028-02-28", given=LEAP),
    values("tb_imaging_date", "2026-05-17", "2026-11-16") +
    values("tb_imaging_date", "2028-03-01", given=LEAP),
    values("tb_imaging_date", None, "2026-05-16") +
    values("tb_imaging_date", "2028-02-29", given=LEAP))
row("E23", "dcssc", "IGRA positive", **answer("igra", ["negative"], ["positive"]))
row("T01", "sle", "fludarabine 25 to 30 mg/m2 (a day)",
    values("order.fludarabine", "25 mg/m2/day", "30 mg/m2/day"),
    values("order.fludarabine", "24.999999 mg/m2/day", "30.000001 mg/m2/day"),
    values("order.fludarabine", None), True)
row("T02", "sle", "cyclophosphamide 250 to 300 mg/m2 (a day)",
    values("order.cyclophosphamide", "250 mg/m2/day", "300 mg/m2/day"),
    values("order.cyclophosphamide", "249.999999 mg/m2/day", "300.000001 mg/m2/day"),
    values("order.cyclophosphamide", None), True)
row("T03", "sle", "0.5e9 to 3e9 cells an infusion",
    values("order.cells", "5e8 cells", "3e9 cells"),
    values("order.cells", "499999999 cells", "3000000001 cells"), values("order.cells", None), True)

def case_of(base, changes):
    """A case with changes; a key with a point is outside of [screening]."""
    case = deepcopy(OUTSIDE) | {"screening": dict(EVERYBODY | DISEASES[base])}
    for key, value in changes.items():
        table, _, inner = key.rpartition(".")
        place = case[table or "screening"]
        if value is None:
            place.pop(inner, None)
        else:
            place[inner] = value
    return case


# The judge: True, False and None for unknown.

def month_moved(day, months):
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def every(*parts):
    return False if False in parts else None if None in parts else True


def some(*parts):
    return True if True in parts else None if None in parts else False


def count(least, *parts):
    sure = parts.count(True)
    return True if sure >= least else None if sure + parts.count(None) >= least else False


def readings(*parts):
    return parts[0] if len(set(parts)) == 1 else None


FACTORS = {  # mg that equal 5 mg of prednisone, as the sources go
    "prednisone": ("5", "5"), "prednisolone": ("5", "5"), "methylprednisolone": ("4", "4"),
    "hydrocortisone": ("20", "20"), "cortisone-acetate": ("25", "25"), "triamcinolone": ("4", "4"),
    "dexamethasone": ("0.75", "0.75"), "betamethasone": ("0.6", "0.75"), "deflazacort": ("6", "6")}


class Judge:
    def __init__(self, case, day_zero=None):
        self.facts = {key: value for key, value in case["screening"].items() if value != "unknown"}
        self.patient, self.order = case["patient"], case["order"]
        self.day_zero = day_zero or date.fromisoformat(self.order["day_zero"])
        self.screening = self.day("date")
        self.first_drug_day = self.day_zero - timedelta(days=5)
        self.last_infusion = self.day_zero + timedelta(max(self.order.get("infusion_days", [0])))

    def day(self, key):
        text = self.facts.get(key)
        return date.fromisoformat(text) if text not in (None, "never") else None

    def number(self, key):
        text = self.facts.get(key)
        return None if text is None else Fraction(text.split(" ")[0])

    def least(self, key, limit):
        number = self.number(key)
        return None if number is None else number >= Fraction(limit)

    def most(self, key, limit):
        number = self.number(key)
        return None if number is None else number <= Fraction(limit)

    def above(self, key, limit):
        number = self.number(key)
        return None if number is None else number > Fraction(limit)

    def within_range(self, key, low, high):
        return every(self.least(key, low), self.most(key, high))

    def said(self, key, *words):
        return None if key not in self.facts else self.facts[key] in words

    def multiple(self, key):
        """Of the upper limit of normal."""
        text, limit = self.facts.get(key), self.number(f"{key}_uln")
        if key == "serum_creatinine":
            text = self.patient.get(key)
        if text is None:
            return None
        value = Fraction(text.split(" ")[0])
        if text.endswith("ULN"):
            return value
        return None if limit is None else value / limit

    def prednisone(self, key):
        """The least and the most that it can be."""
        text = self.facts.get(key)
        if text is None or text == "none":
            return (0, 0) if text else None
        least = most = Fraction(0)
        for one in text.split(" + "):
            dose, _, name = one.split(" ")
            equal = sorted(Fraction(dose) * 5 / Fraction(mg) for mg in FACTORS[name])
            least, most = least + equal[0], most + equal[1]
        return least, most

    def gc_most(self, key, limit):
        dose = self.prednisone(key)
        return None if dose is None else dose[1] <= limit

    def gc_above(self, key, limit):
        dose = self.prednisone(key)
        return None if dose is None else dose[0] > limit

    def by(self, key, anchor, months=0, days=0):
        """Not within the time before the anchor, `never` included. The record does not say whether
        its first day is within. The last of several things, after the anchor, hides those before."""
        if self.facts.get(key) == "never":
            return True
        day = self.day(key)
        if day is None or anchor is None:
            return None
        limit = month_moved(anchor, -months) - timedelta(days=days)
        return None if day > anchor or day == limit else day < limit

    def inside(self, key, anchor, months=0, days=0):
        """Within the time before the anchor."""
        if self.facts.get(key) == "never":
            return False
        day = self.day(key)
        if day is None or anchor is None:
            return None
        limit = month_moved(anchor, -months) - timedelta(days=days)
        return None if day == limit else limit < day <= anchor

    def long_before(self, key, anchor, months=0, days=0):
        """At least so long before the anchor: that very day is enough. `never` is before all."""
        if self.facts.get(key) == "never":
            return True
        day = self.day(key)
        if day is None or anchor is None:
            return None
        return day <= month_moved(anchor, -months) - timedelta(days=days)

    def until(self, key):
        day = self.day(key)
        return None if day is None else day >= month_moved(self.last_infusion, 12)

    def level(self, key, low, high):
        text = self.order.get(key)
        return None if text is None else low <= Fraction(text.split(" ")[0]) <= high

    def age(self, day=None):
        born, day = date.fromisoformat(self.patient["birth_date"]), day or self.first_drug_day
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def clearance(self):
        if "serum_creatinine" not in self.patient:
            return None
        creatinine = Fraction(self.patient["serum_creatinine"].split(" ")[0])
        weight = Fraction(self.patient["weight"].split(" ")[0])
        factor = Fraction(85, 100) if self.patient["sex"] == "female" else 1
        return (140 - self.age()) * weight * factor * Fraction("88.4") / (72 * creatinine)

    def rows(self):
        everyone = self.everyone()
        disease = {"sle": self.sle, "aav": self.aav, "iim": self.iim, "dcssc": self.dcssc}
        named = self.facts.get("indication")
        return everyone | (disease[named]() if named else {})

    def sle(self):
        return {
            "SLE01": self.long_before("sle_diagnosis_date", self.screening, months=6),
            "SLE02": some(self.said("antinuclear_antibody", "positive"),
                          self.said("anti_dsdna", "positive")),
            "SLE03": self.least("sledai_2k", 8),
            "SLE04": self.least("sle_standard_treatment_duration", 2)}

    def aav(self):
        rows = {
            "AAV01": self.said("aav_subtype", "GPA", "MPA"),
            "AAV02": self.least("bvas3_major_items", 1),
            "AAV03": self.least("bvas3_other_items", 3),
            "AAV04": some(self.said("anca_pr3", "positive"), self.said("anca_mpo", "positive")),
            "AAV05": self.least("aav_recurrences", 1),
            "AAV06": some(self.least("recurrence_major_items", 1),
                          self.least("recurrence_other_items", 3)),
            "AAV07": self.said("recurrence_new_items_twice", "yes"),
            "AAV08": self.least("aav_treatment_before_recurrence", 3),
            "AAV08a": self.most("remission_bvas", 0),
            "AAV08b": self.gc_most("remission_gc_dose", Fraction("7.5")),
            "AAV09": self.inside("recurrence_date", self.screening, days=84),
            "AAV10": every(self.least("aav_ineffective_treatment", 3),
                           some(self.above("refractory_bvas", 0),
                                self.gc_above("refractory_gc_dose", Fraction("7.5"))))}
        relapsed = every(rows["AAV05"], some(rows["AAV06"], rows["AAV07"]), rows["AAV08"],
                         rows["AAV08a"], rows["AAV08b"], rows["AAV09"])
        return rows | {"AAV02-03": some(rows["AAV02"], rows["AAV03"]), "AAV05-09": relapsed,
                       "AAV05-10": some(relapsed, rows["AAV10"])}

    def iim(self):
        enzyme = self.multiple("muscle_enzyme_max")
        enzyme = None if enzyme is None else enzyme > Fraction("1.5")
        each = self.least("iim_prior_treatment_duration", 3)
        four = [self.least("patient_global_vas", 2), self.least("physician_global_vas", 2),
                self.least("extramuscular_vas", 2), self.least("haq", "0.25")]
        return {
            "IIM01": self.least("iim_probability", 55),
            "IIM02": self.said("iim_subtype", "DM", "PM", "IMNM"), "IIM03": self.most("mmt8", 141),
            "IIM04": readings(count(2, *four, enzyme), every(count(2, *four), enzyme)),
            "IIM05": four[0], "IIM06": four[1], "IIM07": four[2], "IIM08": four[3],
            "IIM09": enzyme, "IIM10": self.least("iim_prior_is_count", 1),
            "IIM11": self.least("iim_prior_is_count", 2),
            "IIM12": readings(each, some(each, self.least("iim_prior_treatment_in_total", 3)),
                              some(each, self.said("iim_prior_intolerance", "yes"))),
            "E10-myositis": self.said("tumour_related_myositis", "no"),
            "IIM13": self.said("iim_prior_failure", "yes")}

    def dcssc(self):
        rows = {
            "SSC01": self.said("ssc_class_2013", "yes"),
            "SSC02": self.said("diffuse_cutaneous_leroy1988", "yes"),
            "SSC03": self.within_range("fvc_pct_pred", 45, 70),
            "SSC04": self.within_range("dlco_pct_pred", 40, 70),
            "SSC05": self.least("ssc_conventional_duration", 6),
            "SSC06": self.least("mrss_increase", 10),
            "SSC07": self.inside("ild_diagnosis_date", self.screening, months=6),
            "SSC08": self.least("fvc_decline", 10),
            "SSC10": self.said("ssc_relapsed_or_refractory", "yes"),
            "SSC09": every(self.said("ild", "yes"), self.least("fvc_decline", 5),
                           self.least("dlco_decline", 15))}
        # As written; and with neither measure below its own range.
        written = some(rows["SSC03"], rows["SSC04"])
        strict = every(written, self.least("fvc_pct_pred", 45), self.least("dlco_pct_pred", 40))
        return rows | {
            "SSC03-04": every(self.said("ild", "yes"), readings(written, strict)),
            "SSC06-09": some(*(rows[name] for name in ("SSC06", "SSC07", "SSC08", "SSC09")))}

    def dated(self):
        """The criteria that another day zero can change."""
        drug = self.first_drug_day
        not_fertile = every(self.patient["sex"] == "female",
                            some(self.said("surgically_sterilised", "yes"),
                                 self.least("menopause_duration", 2)))
        return {
            "C19": some(not_fertile, self.until("contraception_until")),
            "C20": some(not_fertile, self.until("no_gamete_donation_until")),
            "E13": self.by("last_pulse_gc", drug, months=2),
            "E14": self.by("last_biologic", drug, months=1),
            "E15": self.by("last_major_surgery", drug, months=1),
            "E16": self.by("last_live_vaccine", drug, months=1),
            "E17": self.by("last_other_trial_treatment", drug, months=1),
            "E18": every(self.said("uncontrolled_infection", "no"),
                         self.by("last_systemic_antimicrobial", drug, days=14)),
            "E19": every(self.gc_most("gc_highest_dose", 20), self.long_before("gc_reduced_since", drug, days=7))}

    def everyone(self):
        clearance = self.clearance()
        female = self.patient["sex"] == "female"
        not_fertile = every(female, some(self.said("surgically_sterilised", "yes"),
                                         self.least("menopause_duration", 2)))
        limits = {"C07": ("serum_creatinine", "1.5"), "C08": ("alt", "2.5"), "C09": ("ast", "2.5"),
                  "C10": ("total_bilirubin", "1.5")}
        ratios = {name: self.multiple(key) for name, (key, _) in limits.items()}
        words = {"C06-hydration": ("hydration_assistance", "no"), "C12": ("pleural_effusion", "no"),
                 "C14": ("pericardial_effusion", "no"), "C15": ("ecg_abnormal", "no"),
                 "C16": ("coagulation_adequate", "yes"), "C21": ("informed_consent", "yes"),
                 "E01": ("kidney_transplant", "no"), "E06": ("nyha_class", "none", "I", "II"),
                 "E08": ("other_autoimmune_disease", "no"),
                 "E11": ("hypersensitivity", "no"),
                 "E12": ("prior_transplant_or_cell_therapy", "no"),
                 "E20": ("active_viral_or_syphilis", "no"), "E21": ("active_tb_signs", "no"),
                 "E23": ("igra", "negative"), "E24": ("prohibited_combination", "no"),
                 "E25": ("unsuitable", "no")}
        rows = {name: self.said(*said) for name, said in words.items()}
        rows |= {name: None if ratio is None else ratio <= Fraction(limits[name][1])
                 for name, ratio in ratios.items()}
        screened = self.screening
        family = self.said("family_history_non_iim_myopathy", "no")
        return rows | self.dated() | {
            "G01-02": None if screened is None else 18 <= self.age(screened) <= 65,
            "G01": self.age() >= 18, "G02": self.age() <= 65, "G03": True,
            "C01": self.above("expected_survival", 6),
            "C02": self.by("last_transfusion_or_growth_factor", self.day("blood_count_date"),
                           days=7),
            "C03": self.least("hemoglobin", 80), "C04": self.least("anc", "1.5"),
            "C05": self.least("platelets", 50),
            "C06": None if clearance is None else clearance >= 50,
            "C11": self.least("spo2_room_air", 92), "C13": self.least("lvef", 40),
            # A positive test of any woman is a stop of its own (P006).
            "C17": some(not female, not_fertile, self.said("serum_hcg", "negative")),
            "C18": not_fertile,
            "E02": self.by("last_dialysis_or_plasmapheresis", screened, months=3),
            "E03": self.by("last_pulse_gc", screened, months=1),
            "E04": every(self.said("need_dialysis_or_transplant", "no"),
                         self.said("need_prohibited_drug", "no")),
            "E05": self.by("last_myocardial_infarction", screened, months=6),
            "E07": every(*(self.said(key, "no") for key in (
                "symptomatic_heart_failure", "unstable_angina", "severe_arrhythmia", "stroke",
                "other_severe_cardiovascular"))),
            "E09": readings(family, every(family, self.said("own_non_iim_myopathy", "no"))),
            "E10": every(self.said("malignancy", "none", "cured-listed", "in-remission"),
                         some(self.said("malignancy", "none", "cured-listed"),
                              self.long_before("malignancy_free_since", screened, months=24))),
            "E22": self.by("tb_imaging_date", screened, months=6),
            "T01": self.level("fludarabine", 25, 30),
            "T02": self.level("cyclophosphamide", 250, 300),
            "T03": self.level("cells", 500_000_000, 3_000_000_000)}


PARTS = {name for name, (_, _, _, part) in ROWS.items() if part} | {"AAV05-09"}
BY_THE_PLAN = {"G01", "G02", "G03", "C06"}  # P003 and R001 or R003 stand for them
BACK = ("last_pulse_gc", "last_biologic", "last_major_surgery", "last_live_vaccine",
        "last_other_trial_treatment", "last_systemic_antimicrobial", "gc_reduced_since")


def earliest_by_days(case):
    """Day by day: not before screening, nor before the last thing that happened, nor while a date
    stands against it that will not stand against it for ever: not met, or not known on that day.
    With the criteria that stood last."""
    planned = Judge(case)
    known = [day for day in [planned.screening, *map(planned.day, BACK)] if day]
    if not known:
        return None
    first = max(known) + timedelta(days=5)

    @cache
    def dated(number):
        return Judge(case, first + timedelta(days=number)).dated()

    possible = [name for name in dated(0) if any(dated(number)[name] for number in range(730))]
    if not possible:
        return None
    against = []
    for number in range(730):
        standing = [name for name in possible if dated(number)[name] is not True]
        if not standing:
            return {"date": (first + timedelta(days=number)).isoformat(), "decided_by": against}
        against = standing

    def failing(names, number):
        return {name for name in names if dated(number)[name] is not True}

    # No day serves all: the day before a promise ends, and the promises that then have ended.
    late = failing(possible, 729)
    before = [number for number in range(730) if not failing(late, number)]
    if not before:
        return {"date": None, "decided_by": list(failing(late, 0))}
    return {"date": None, "decided_by": list(failing(possible, before[-1]) |
                                             failing(late, min(before[-1] + 1, 729)))}


class Runner:
    def __init__(self, program, root):
        self.program, self.root, self.runs = program, Path(root), 0

    def run(self, command, case):
        self.runs += 1
        run = subprocess.run([self.program, command, "--site", "examples/site.toml", "--format",
                              "json"], cwd=self.root, input=json.dumps(case).encode(),
                             capture_output=True)
        assert run.returncode in (0, 1), f"{run.stderr.decode()}{json.dumps(case, indent=1)}"
        return run.returncode, json.loads(run.stdout)

    def check(self, what, case, name=None, allowed=None):
        """Rows, sums, exit code and earliest day zero are as the judge has them."""
        code, told = self.run("screen", case)
        results = {row["id"]: row["result"] for row in told["rows"]}
        if name:
            assert results[name] in allowed, f"{what}: {name} is {results[name]}, not {allowed}"
        words = {True: MET, False: NOT, None: UNKNOWN}
        expected = {name: words[verdict] for name, verdict in Judge(case).rows().items()}
        wrong = {name: (results.get(name), expected.get(name))
                 for name in results.keys() | expected.keys()
                 if results.get(name) != expected.get(name)}
        assert not wrong, f"{what}: (program, judge) {wrong}\n{json.dumps(case, indent=1)}"
        counted = {name for name in expected if name not in PARTS}
        assert {row["id"] for row in told["rows"] if row["counts"]} == counted, what
        open_rows = {verdict: [name for name in results if name in counted and
                               results[name] == verdict] for verdict in (MET, NOT, UNKNOWN)}
        sums = {MET: told["met"], NOT: told["not_met"], UNKNOWN: told["unknown"]}
        assert sums == {verdict: len(rows) for verdict, rows in open_rows.items()}, (what, sums)
        is_met = "indication" in Judge(case).facts and not open_rows[NOT] + open_rows[UNKNOWN]
        result = NOT if open_rows[NOT] else MET if is_met else UNKNOWN
        assert (told["result"], code) == (result, 0 if is_met else 1), (what, told["result"], code)
        found = told["earliest_day_zero"]
        if found:
            found = {"date": found["date"], "decided_by": sorted(found["decided_by"])}
        by_days = earliest_by_days(case)
        if by_days:
            by_days["decided_by"].sort()
        assert found == by_days, f"{what}: {found}, by days {by_days}\n{json.dumps(case, indent=1)}"
        return open_rows

    def check_plan(self, what, case, open_rows):
        """E001 names the rows that are not met, E002 the number of the unknown ones."""
        code, told = self.run("plan", case)
        named = [finding["subject"] for finding in told["findings"] if finding["code"] == "E001"]
        assert named == [name for name in open_rows[NOT] if name not in BY_THE_PLAN], (what, named)
        unknown = [finding["detail"] for finding in told["findings"] if finding["code"] == "E002"]
        number = len([name for name in open_rows[UNKNOWN] if name not in BY_THE_PLAN])
        is_named = "indication" in Judge(case).facts
        assert len(unknown) == (1 if number or not is_named else 0), (what, unknown)
        assert not unknown or unknown[0].endswith(f": {number}"), (what, unknown, number)
        assert code == 1 or not (open_rows[NOT] or open_rows[UNKNOWN]), what


def pool():
    """The values of each fact in the table that are no dates and no limits of normal."""
    values = {key: {"no", "yes"} for key in ("informed_consent", "hydration_assistance",
                                             "prohibited_combination", "unsuitable", "ild",
                                             "iim_prior_intolerance")}
    for _, _, entries, _ in ROWS.values():
        for _, changes in entries:
            for key, value in changes.items():
                if value and "." not in key and not key.endswith(("_uln", "_date", "date")):
                    values.setdefault(key, set()).add(value)
    return {key: sorted(texts) for key, texts in values.items()
            if not any(text[:2] == "20" and text[4:5] == "-" for text in texts)}


POOL = pool()


def random_case(random_number):
    pick = random_number.choice
    base = pick(list(DISEASES))
    changes = pick([{}, {}, MALE, {"surgically_sterilised": "yes"},
                    {"menopause_duration": "3 years"}])
    screened = date(2027, 1, 1) + timedelta(days=random_number.randrange(800))
    screened = pick([screened, date(2028, 2, 29), date(2027, 8, 31), date(2028, 3, 31)])
    day_zero = screened + timedelta(days=5 + pick([0, 1, 14, 21, 28, 45, 60]))
    drug = day_zero - timedelta(days=5)
    changes = changes | {
        "date": screened.isoformat(), "order.day_zero": day_zero.isoformat(),
        "patient.weight_on": None, "patient.creatinine_on": None,
        "blood_count_date": (screened - timedelta(days=2)).isoformat(),
        "gc_reduced_since": (drug - timedelta(days=pick([3, 6, 7, 8, 30]))).isoformat(),
        "order.infusion_days": pick([[0], [0, 7]])}
    last = day_zero + timedelta(days=max(changes["order.infusion_days"]))
    for key in ("contraception_until", "no_gamete_donation_until"):
        promised = month_moved(last, 12) + timedelta(days=pick([-1, 0, 1, 45, 400]))
        changes[key] = promised.isoformat()
    case = case_of(base, changes)
    facts = case["screening"]
    months = {"last_dialysis_or_plasmapheresis": 3, "last_myocardial_infarction": 6,
              "tb_imaging_date": 6, "sle_diagnosis_date": 6, "ild_diagnosis_date": 6,
              "last_pulse_gc": 1, "malignancy_free_since": 24}
    before_drugs = {"last_biologic": 1, "last_major_surgery": 1, "last_live_vaccine": 1,
                    "last_other_trial_treatment": 1, "last_pulse_gc": 2}
    near = {}
    for key, number in months.items():
        near[key] = month_moved(screened, -number)
    for key, number in before_drugs.items():
        near[key] = pick([month_moved(drug, -number), near.get(key, drug), drug])
    near["last_systemic_antimicrobial"] = drug - timedelta(days=14)
    near["recurrence_date"] = pick([screened - timedelta(days=84), screened])
    near["last_transfusion_or_growth_factor"] = screened - timedelta(days=9)
    for key in [*near]:
        if (key in facts or key == "malignancy_free_since") and random_number.random() < 0.35:
            day = min(near[key] + timedelta(days=pick([-1, 0, 1])), drug)
            facts[key] = day.isoformat()
    # Whatever stands anywhere in the table.
    often, seldom = pick([(0, 0), (0.3, 0.02), (0.6, 0.05), (0.9, 0.1)])
    for key in sorted(facts):
        if key in POOL and random_number.random() < (often if key in DISEASES[base] else seldom):
            facts[key] = pick(POOL[key])
    for key in random_number.sample(sorted(facts), pick([0, 0, 1, 3])):
        if key not in ("date", "indication"):
            facts[key] = "unknown"
    for key in ("muscle_enzyme_max", "alt", "ast", "total_bilirubin"):
        if facts.get(key, "ULN").endswith("ULN"):
            facts.pop(f"{key}_uln", None)
        else:
            facts.setdefault(f"{key}_uln", "unknown")
    if random_number.random() < 0.03:
        facts.pop("indication")
        for key in [*facts]:
            if key not in EVERYBODY and not key.endswith("_uln"):
                del facts[key]
        facts.pop("muscle_enzyme_max_uln", None)
    if random_number.random() < 0.03:
        del facts["date"]
    return case


def main():
    runner = Runner(*sys.argv[1:])
    assert len(ROWS) == 88
    jobs = []
    for base in DISEASES:
        def eligible(base=base):
            open_rows = runner.check(base, case_of(base, {}))
            assert not open_rows[NOT] + open_rows[UNKNOWN], base
            runner.check_plan(base, case_of(base, {}), open_rows)
            answered = {f"safety.{key}": "no" for key in ("hypersensitivity",
                                                          "pregnancy_test_positive")}
            code, told = runner.run("plan", case_of(base, answered))
            assert (code, told["status"]) == (0, "ready"), base
        jobs.append(eligible)
    for name, (base, _, entries, part) in ROWS.items():
        planned = set()
        for allowed, changes in entries:
            with_plan = not allowed & planned and allowed != {MET}
            planned |= allowed

            def judge(name=name, base=base, allowed=allowed, changes=changes, with_plan=with_plan):
                what = f"{name} {changes}"
                case = case_of(base, changes)
                open_rows = runner.check(what, case, name, allowed)
                if with_plan:
                    runner.check_plan(what, case, open_rows)
            jobs.append(judge)
    random_number = random.Random(SEED)
    for number in range(RANDOM_CASES):
        case = random_case(random_number)

        def differ(number=number, case=case):
            open_rows = runner.check(f"random case {number}", case)
            if number % 10 == 0:
                runner.check_plan(f"random case {number}", case, open_rows)
        jobs.append(differ)
    with ThreadPoolExecutor(2) as pool:
        failures = [str(error) for error in pool.map(attempt, jobs) if error]
    for failure in failures[:10]:
        print(failure, file=sys.stderr)
    assert not failures, f"{len(failures)} of {len(jobs)} failed"
    print(f"{len(ROWS)} rows, {len(jobs)} cases, {runner.runs} runs")


def attempt(job):
    try:
        job()
    except (AssertionError, KeyError) as error:
        return error
    return None


if __name__ == "__main__":
    main()
