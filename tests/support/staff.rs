//! A staff list of any length as a hospital would export it, the same at each run: no name, a column of jobs written by many
//! hands, statuses, dates, places, and here and there a row that says nothing.

/// The titles of the list.
pub const TITLES: &str = "Matricule;Pôle;Service;Site;Libellé emploi;Quotité;Statut;Date d’entrée;Demande";

/// Jobs as they are written, each list with its share of a thousand rows.
const JOBS: &[(u64, &[&str])] = &[
    (
        260,
        &[
            "IDE",
            "Infirmier",
            "Infirmière",
            "INFIRMIER(E)",
            "Infirmière DE",
            "I.D.E.",
            "IDE de nuit",
            "INFIRMIER EN SOINS GENERAUX 2EME GRADE",
            "Infirmier D.E. classe normale",
            "infirmiere",
        ],
    ),
    (200, &["Aide-soignante", "AIDE SOIGNANT", "AS", "Aide-soignant(e)", "aide soignante de nuit"]),
    (40, &["IADE", "IBODE", "Puéricultrice", "Infirmière anesthésiste", "Infirmière de bloc opératoire"]),
    (
        90,
        &[
            "Médecin",
            "PH",
            "Dr",
            "Médecin généraliste",
            "Anesthésiste-réanimateur",
            "Cardiologue",
            "Médecin urgentiste",
        ],
    ),
    (40, &["Interne en médecine", "Interne", "Docteur junior"]),
    (12, &["Sage-femme", "SAGE FEMME", "Sage-femme coordinatrice"]),
    (12, &["Pharmacien", "Pharmacienne gérante", "Pharmacien hospitalier"]),
    (6, &["Interne en pharmacie"]),
    (3, &["Chirurgien-dentiste", "Dentiste"]),
    (24, &["Kiné DE", "Masseur-kinésithérapeute", "MK", "Masseur kiné", "KINESITHERAPEUTE"]),
    (4, &["Pédicure-podologue"]),
    (30, &["Manip radio", "Manipulateur d’électroradiologie médicale", "MERM", "Manipulatrice radio"]),
    (28, &["TLM", "Technicien de laboratoire", "Technicienne de laboratoire médical"]),
    (14, &["Ergothérapeute", "Ergo", "Psychomotricienne", "Orthophoniste", "Diététicienne"]),
    (14, &["Psychologue", "Psychologue clinicienne", "Assistante sociale", "Assistant de service social"]),
    (16, &["Préparatrice en pharmacie", "Préparateur en pharmacie hospitalière"]),
    (70, &["Secrétaire médicale", "Secrétaire", "Assistante médico-administrative", "AMA", "SECRETAIRE MEDICALE"]),
    (
        40,
        &[
            "Adjoint administratif",
            "Adjointe administrative principale 2e classe",
            "Gestionnaire RH",
            "Agent d'accueil",
        ],
    ),
    (50, &["ASH", "ASHQ", "Agent des services hospitaliers qualifié", "Agent de service hospitalier"]),
    (16, &["Technicien informatique", "Ingénieur hospitalier", "TIM", "Ouvrier principal"]),
    (12, &["Cadre de santé", "Cadre supérieur de santé"]),
    (3, &["Directrice adjointe", "Directeur d’hôpital"]),
    (8, &["Étudiante IFSI", "ESI", "Élève sage-femme"]),
    (8, &["Coordonnateur parcours", "Chargé de projet e-santé", ""]),
];
const POLES: &[(&str, &[&str])] = &[
    ("Médecine", &["Cardiologie", "Pneumologie", "Gériatrie aiguë", "Médecine polyvalente"]),
    ("Chirurgie", &["Bloc opératoire", "Orthopédie", "Viscéral"]),
    ("Femme-mère-enfant", &["Maternité", "Néonatologie", "Pédiatrie"]),
    ("Médico-technique", &["Laboratoire", "Imagerie", "Pharmacie à usage intérieur"]),
    ("Support", &["Accueil, admissions", "Système d’information", "Restauration"]),
];
const SITES: &[&str] = &["Hôpital nord", "Hôpital sud", "EHPAD Les Tilleuls"];
const STATUSES: &[&str] = &["Titulaire", "Titulaire", "Titulaire", "Contractuel", "CDI", "CDD", "Vacataire", ""];
const DEMANDS: &[&str] = &[
    "Nouvelle carte",
    "Nouvelle carte",
    "Nouvelle carte",
    "Nouvelle carte",
    "",
    "Première demande",
    "Renouvellement à échéance",
    "Carte perdue",
];

/// A list of so many rows, with semicolons.
pub fn list(rows: u64) -> String {
    let (mut text, mut chance) = (format!("{TITLES}\n"), Chance(0x2026));
    for row in 1..=rows {
        if row % 701 == 0 {
            // Somebody has left a row empty.
            text.push_str(&";".repeat(TITLES.matches(';').count()));
            text.push('\n');
            continue;
        }
        let (pole, services) = chance.of(POLES);
        let quota = chance.of(&["100", "100", "100", "80", "50"]);
        let (year, month, day) = (2004 + chance.below(22), 1 + chance.below(12), 1 + chance.below(28));
        let cells = [
            format!("{:06}", 100_000 + row * 7),
            (*pole).to_owned(),
            (*chance.of(services)).to_owned(),
            (*chance.of(SITES)).to_owned(),
            job(&mut chance).to_owned(),
            (*quota).to_owned(),
            (*chance.of(STATUSES)).to_owned(),
            format!("{day:02}/{month:02}/{year}"),
            (*chance.of(DEMANDS)).to_owned(),
        ];
        text.push_str(&cells.join(";"));
        text.push('\n');
    }
    text
}

fn job(chance: &mut Chance) -> &'static str {
    let all = JOBS.iter().map(|(share, _)| *share).sum();
    let mut left = chance.below(all);
    for &(share, names) in JOBS {
        if left < share {
            let name: &&str = chance.of(names);
            return name;
        }
        left -= share;
    }
    ""
}

/// The same chance at each run: a linear congruence, whose upper bits are good enough here.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn of<T>(&mut self, among: &'static [T]) -> &'static T {
        &among[usize::try_from(self.below(among.len() as u64)).unwrap()]
    }
}
