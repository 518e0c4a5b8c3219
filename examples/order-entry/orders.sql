-- An invented table of orders, as a hospital's database may have it.
CREATE TABLE orders (
  number INTEGER PRIMARY KEY, patient TEXT, state TEXT,
  sex TEXT, age_years INTEGER, height_cm TEXT, weight_kg TEXT, creatinine_umol_per_l TEXT,
  weighed TEXT, sampled TEXT, -- the days; then the answers about contraindications
  hypersensitivity TEXT, pentostatin TEXT, haemolysis TEXT, pregnant TEXT, breast_feeding TEXT, outflow TEXT,
  fludarabine_level TEXT, cyclophosphamide_level TEXT, cells TEXT, day_zero TEXT,
  fludarabine_mg TEXT, cyclophosphamide_mg TEXT);
INSERT INTO orders VALUES
  (1, 'F01-007', 'open', 'female', 42, '162', '58.4', '62',
   '2026-11-30', '2026-11-30', 'no', 'no', 'no', 'no', 'no', 'no', '30', '300', '1e9', '2026-12-07', '49', '486'),
  (2, 'F01-008', 'open', 'male', 23, '170', '64.0', '114.92',
   '2026-11-30', '2026-11-30', 'no', 'no', 'no', 'no', 'no', 'no', '25', '250', '5e8', '2026-12-07', '44', '435'),
  (3, 'F01-009', 'given', 'female', 55, '158', '71.2', '98',
   '2026-11-30', '2026-11-30', 'no', 'no', 'no', 'no', 'no', 'no', '30', '300', '1e9', '2026-11-09', '1', '1');
