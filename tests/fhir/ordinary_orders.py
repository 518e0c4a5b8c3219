#!/usr/bin/env python3
"""What wards and pharmacies write beside an ordinary order agrees: ordinary_orders.py PROGRAM REPOSITORY_ROOT [COUNT]

Writes COUNT orders (300 unless told) for the example's patient, each with the dose of each drug, the cells
and the order as people write them: English and Chinese, in the words of order sets, labels and notes, put
together by chance from a seed. All of them say what is ordered. At most two in a hundred may be `read`,
and none may differ. Then one thing is put into each that is another dose, rhythm, route or day, or takes
the order back: none agrees. Exit code 1 when something else happens.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CASE, SITE, ORDER = "examples/cases/adult-sle.toml", "examples/site.toml", "examples/orders/adult-sle.toml"
MOST_READ = 0.02

# The order: 49 mg and 486 mg from 2 to 4 December 2026 (a Wednesday to a Friday), 10^9 cells on Monday the 7th.
FLUDARABINE = {
    "name": ["Fludarabine", "fludarabine", "FLUDARABINE", "Fludarabine phosphate", "fludarabine (Fludara)"],
    "chinese": ["氟达拉滨", "注射用磷酸氟达拉滨", "磷酸氟达拉滨", "氟达拉滨注射液"],
    "dose": "49", "calculated": "48.6", "level": "30", "total": "147"}
CYCLOPHOSPHAMIDE = {
    "name": ["Cyclophosphamide", "cyclophosphamide", "CYCLOPHOSPHAMIDE", "Cytoxan", "cyclophosphamide (Endoxan)"],
    "chinese": ["环磷酰胺", "注射用环磷酰胺"],
    "dose": "486", "calculated": "486", "level": "300", "total": "1458"}

ROUTE = ["IV", "IV", "i.v.", "IVPB", "intravenously", "by intravenous infusion", "as IV infusion", "IV infusion", "INTRAVENOUS",
         "via central line", "IV via PICC line", "IV via central venous catheter"]
OFTEN = ["daily", "once daily", "once a day", "every day", "q24h", "Q24H", "QD", "every 24 hours", "once per day", "ONCE DAILY"]
LASTS = ["over 30 minutes", "over 30 min", "infuse over 30 minutes", "over 1 hour", "over 60 min", "administer over 30 minutes",
         "over approximately 30 minutes", "infusion time 60 minutes", "to be infused over 30 min", "at 200 mL/hr"]
IN = ["in 100 mL NS", "in 100 mL 0.9% sodium chloride", "in 100 mL of 0.9% NaCl", "in sodium chloride 0.9% 100 mL",
      "in 250 mL normal saline", "diluted in 100 mL 0.9% sodium chloride", "in NS 250 mL", "in D5W 250 mL",
      "in 250 mL sodium chloride 0.9% infusion", "in 100 mL bag of sodium chloride 0.9%"]
DAYS = ["x 3 days", "x3 days", "for 3 days", "x 3 doses", "for 3 doses", "for three days", "on days -5 to -3", "on Days -5, -4, -3",
        "D-5 to D-3", "days -5 through -3", "Day -5 to Day -3", "on Day -5, Day -4 and Day -3", "3 consecutive days",
        "2026-12-02 to 2026-12-04", "from 2 Dec 2026 to 4 Dec 2026", "2-4 Dec 2026", "start 2 Dec 2026 for 3 days",
        "on 2, 3 and 4 Dec 2026", "Wed 2 Dec to Fri 4 Dec", "starting 2026-12-02 x 3 days", "for 3 days starting on Day -5", "(total 3 doses)"]
REMARK = ["Hazardous drug - handle with gloves.", "Cytotoxic.", "Hazardous.", "Lymphodepletion.", "Lymphodepleting chemotherapy",
          "Conditioning per protocol F01.", "Per protocol.", "As per protocol", "Independent double check required.",
          "Two nurse check.", "Second pharmacist check", "Verify patient identity.", "Check CBC and creatinine before each dose.",
          "Monitor for infusion reactions.", "Monitor CBC.", "Antiemetic premedication per protocol.", "Premedicate with ondansetron 8 mg IV.",
          "Pre-medication: ondansetron.", "Ensure adequate hydration.", "Encourage oral fluids.", "Do not refrigerate.",
          "Protect from light.", "Use within 8 hours of preparation.", "Dose calculated on BSA 1.62 m2.", "Dose based on actual body weight.",
          "Dose rounded to nearest mg.", "Rounded to the nearest mg.", "Irradiated blood products only.", "First dose at 09:00.",
          "Give at 10:00.", "Systemic lupus erythematosus.", "For SLE.", "Consent signed.", "Spill kit at bedside.", "Record vital signs before and after infusion.", "Prepared by pharmacy.", "Dispense as written.",
          "Flush line with NS after infusion.", "Use non-PVC tubing.", "Administer through a free-flowing line.", "Stable for 8 hours at room temperature."]

ROUTE_ZH = ["静脉滴注", "静滴", "静脉输注", "ivgtt", "iv gtt", "静脉输液", "经中心静脉滴注", "IV"]
OFTEN_ZH = ["每日一次", "qd", "每天一次", "每日1次", "1次/日", "QD", "每24小时一次", "一日一次"]
IN_ZH = ["加入0.9%氯化钠注射液100ml", "溶于0.9%氯化钠100ml", "+ 0.9%氯化钠注射液100ml", "加入生理盐水250ml", "稀释于生理盐水100ml",
         "0.9%氯化钠注射液 100ml", "加0.9%氯化钠注射液250ml", "溶于5%葡萄糖注射液250ml"]
LASTS_ZH = ["输注30分钟", "滴注30分钟", "30分钟滴完", "输注时间60分钟", "持续30分钟", "30分钟内滴完", "1小时滴完", "滴注1小时"]
DAYS_ZH = ["连用3天", "×3天", "x3天", "共3天", "连续3天", "第-5天至第-3天", "12月2日至12月4日", "2026年12月2日至2026年12月4日",
           "d-5至d-3", "连用三天", "共3次", "12月2日开始,连用3天", "疗程3天"]
REMARK_ZH = ["避光", "注意水化", "充分水化", "清淋化疗", "清淋预处理", "按方案执行", "双人核对", "化疗药物", "监测血常规", "监测肾功能",
             "输注前予止吐药物", "多饮水", "心电监护", "系统性红斑狼疮", "细胞回输前", "注意观察不良反应", "使用前核对患者身份", "现配现用",
             "体表面积1.62m2", "遵方案", "细胞毒药物", "输液泵控制滴速"]

CELLS = ["CAR-NK cells IV once", "1 x 10^9 CAR-NK cells IV on Day 0", "1×10⁹ CAR-positive cells, single dose", "CAR-NK cell infusion on Day 0",
         "1e9 cells IV x 1", "1 x 10^9 cells by IV infusion on 2026-12-07", "CAR-NK infusion Day 0, Mon 7 Dec", "Thaw at bedside, infuse IV over 30 minutes",
         "Single infusion, 1 x 10^9 CAR-positive NK cells", "CAR-NK细胞回输 1×10^9个细胞", "CAR-NK细胞 静脉输注 单次", "12月7日 CAR-NK细胞输注",
         "Infuse within 30 minutes of thaw", "Do not irradiate. Do not use a leukocyte filter.", "Premedicate per protocol"]
ORDER_NOTE = ["Lymphodepletion before CAR-NK, protocol F01", "Fludarabine and cyclophosphamide, days -5 to -3", "Flu/Cy lymphodepletion",
              "FC lymphodepletion x 3 days", "Lymphodepleting chemotherapy per protocol; CAR-NK cells on Day 0", "FC方案清淋", "FC方案 第-5天至第-3天",
              "CAR-NK输注前清淋化疗", "Chemotherapy order, cycle 1", "Clinical trial patient", "临床试验用药", "Ht 162 cm, Wt 58.4 kg, BSA 1.62 m2",
              "Weight 58.4 kg", "身高162cm 体重58.4kg 体表面积1.62m2", "Day 0 = 2026-12-07", "Allergies: none known", "Lupus nephritis"]

# What is no longer the order, beside the drug.
ANOTHER = ["490 mg", "twice daily", "q12h", "intrathecal", "by mouth", "x 5 days", "on days 1 to 3", "hold", "hold until review", "do not give",
           "discontinued", "start 3 Dec 2026", "on 2026-12-09", "weekly", "every other day", "methotrexate 10 mg", "cladribine instead",
           "half dose", "reduce by 25 %", "if ANC above 1", "unless febrile", "dose to be confirmed", "as discussed", "每日两次", "鞘内注射",
           "连用5天", "暂停", "停用", "口服", "减半", "剂量待定", "490毫克", "BSA 1.82 m2", "weight 85.4 kg", "Mon 30 Nov 2026"]


class Orders:
    def __init__(self, seed):
        self.chance = random.Random(seed)

    def some(self, of, often=1):
        """One of them, or nothing: as often as `often` in one."""
        return self.chance.choice(of) if self.chance.random() < often else ""

    def english(self, drug):
        amount = self.some([f"{drug['dose']} mg", f"{drug['dose']} mg", f"{drug['dose']}mg", f"{drug['dose']} mg/dose",
                            f"{drug['level']} mg/m2 = {drug['dose']} mg", f"{drug['level']} mg/m2/day ({drug['dose']} mg)",
                            f"{drug['level']} mg/m² x 1.62 m² = {drug['dose']} mg", f"{drug['dose']} mg ({drug['level']} mg/m2)",
                            f"{drug['level']} mg/m2", f"prescribed dose {drug['dose']} mg", f"calculated dose {drug['calculated']} mg, rounded to {drug['dose']} mg", f"dose: {drug['dose']} mg"])
        parts = [self.some(drug["name"], 0.7), amount, self.some(IN, 0.4), self.some(ROUTE, 0.9), self.some(LASTS, 0.5),
                 self.some(OFTEN, 0.8), self.some(DAYS, 0.6)]
        text = self.chance.choice([" ", " ", ", "]).join(one for one in parts if one)
        if self.chance.randrange(8) == 0:
            text += f". Course total: {drug['total']} mg"
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            text += f". {self.some(REMARK)}"
        return text.replace("..", ".")

    def chinese(self, drug):
        amount = self.some([f"{drug['dose']}mg", f"{drug['dose']} mg", f"{drug['dose']}毫克", f"{drug['level']}mg/m2({drug['dose']}mg)",
                            f"{drug['level']}mg/m²/d {drug['dose']}mg", f"剂量{drug['dose']}mg", f"每次{drug['dose']}mg"])
        parts = [self.some(drug["chinese"], 0.8), amount, self.some(IN_ZH, 0.5), self.some(ROUTE_ZH, 0.9), self.some(OFTEN_ZH, 0.8),
                 self.some(LASTS_ZH, 0.3), self.some(DAYS_ZH, 0.5), self.some(REMARK_ZH, 0.4)]
        return self.chance.choice([" ", ",", "，"]).join(one for one in parts if one)

    def texts(self):
        write = self.chance.choice([self.english, self.english, self.chinese])
        texts = [("fludarabine", write(FLUDARABINE)), ("cyclophosphamide", write(CYCLOPHOSPHAMIDE)), ("cells", self.some(CELLS))]
        return texts + ([("", self.some(ORDER_NOTE))] if self.chance.randrange(2) else [])

    def with_another(self):
        texts = self.texts()
        place = self.chance.randrange(2)
        about, text = texts[place]
        texts[place] = (about, f"{text}, {self.chance.choice(ANOTHER)}")
        return texts


class Verifier:
    def __init__(self, program, root):
        self.program, self.root = program, root
        self.order = (root / ORDER).read_text()

    def __call__(self, texts):
        order = self.order
        for about, text in texts:
            order += "\n[[texts]]\n" + (f'about = "{about}"\n' if about else "") + f"text = {json.dumps(text, ensure_ascii=False)}\n"
        with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
            file.write(order)
            file.flush()
            run = subprocess.run([self.program, "verify", CASE, "--site", SITE, "--order", file.name, "--format", "json"],
                                 cwd=self.root, capture_output=True, text=True)
        return json.loads(run.stdout)


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    orders, verify = Orders(20261207), Verifier(program, root)
    ordinary = [orders.texts() for _ in range(count)]
    others = [orders.with_another() for _ in range(count)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(verify, ordinary))
        answers_of_others = list(pool.map(verify, others))
    verdicts = Counter(answer["verdict"] for answer in answers)
    words = Counter(word for answer in answers for text in answer["texts"] for word in text["not_understood"])
    failures = 0
    for answer in answers:
        for text in answer["texts"]:
            if text["differs"]:
                failures += 1
                print("false alarm:", text["text"], text["differs"])
    if verdicts["read"] > MOST_READ * count:
        failures += 1
        print("not understood:", words.most_common(60))
    for texts, answer in zip(others, answers_of_others, strict=True):
        if answer["verdict"] == "agrees":
            failures += 1
            print("passed over:", texts)
    print(f"{count} ordinary orders: {verdicts['agrees']} agree, {verdicts['read']} to be read, {verdicts['differs']} differ; "
          f"{count} with another thing: {failures} wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
