//! Pages made by hand: what a screen may hold, without the guide that would fill it.

use cpx_guide::page::{
    Body, CardBlock, ChoiceRow, Control, DocumentName, DocumentRow, ErrorText, Filter, Link, NoteRow, Notice,
    OptionRow, OrganismRow, OtherCard, Page, Picked, QuestionPage, ResultPage, Section, Source, StepRow, Terms, Trail,
    TrailRow,
};
use cpx_guide::session::Msg;

/// The first screen: no trail, nothing to go back to.
pub(crate) fn first() -> Page {
    Page {
        intro: Some("Répondez à quelques questions : vous saurez quelle carte commander et à qui.".to_owned()),
        trail: None,
        back: None,
        restart: None,
        ..page(Body::Question(Box::new(QuestionPage {
            key: "lieu".to_owned(),
            heading: "Où la carte servira-t-elle ?".to_owned(),
            hint: Some("Le lieu d’exercice décide de l’organisme à contacter.".to_owned()),
            terms: Some(terms()),
            filter: None,
            choices: vec![
                hinted("etablissement", "Dans un établissement de soins", "Hôpital, clinique, EHPAD, centre de santé…"),
                hinted("ville", "En ville", "Cabinet libéral, laboratoire ou officine."),
            ],
            error: None,
            go_on: control("Continuer", Msg::Continued),
        })))
    }
}

/// A question in the middle: trail, notice, a choice picked.
pub(crate) fn question() -> Page {
    Page {
        notices: vec![Notice {
            title: "Réponses mises de côté".to_owned(),
            lines: vec!["Ces questions ne se posent plus.".to_owned(), "Profession : Infirmier, infirmière".to_owned()],
        }],
        ..page(Body::Question(Box::new(QuestionPage {
            key: "titulaire".to_owned(),
            heading: "À qui la carte est-elle destinée ?".to_owned(),
            hint: None,
            terms: None,
            filter: None,
            choices: vec![
                hinted("professionnel", "À un professionnel de santé", "Il exerce une profession de santé."),
                choice("formation", "À un étudiant ou un interne", Picked::No),
                choice("employe", "À un employé qui n’est pas professionnel de santé", Picked::Yes),
            ],
            error: None,
            go_on: control("Continuer", Msg::Continued),
        })))
    }
}

/// Many choices with their filter, after an attempt to go on without an answer.
pub(crate) fn error() -> Page {
    page(Body::Question(Box::new(QuestionPage {
        key: "profession".to_owned(),
        heading: "Quelle est la profession ?".to_owned(),
        hint: Some("Tapez quelques lettres ou parcourez la liste.".to_owned()),
        terms: None,
        filter: Some(Filter {
            label: "Chercher une profession".to_owned(),
            hint: "Par exemple : kiné, infirmière, dentiste.".to_owned(),
            value: "\"ortho\" <b>".to_owned(),
            status: "3 professions".to_owned(),
        }),
        choices: vec![
            choice("orthophoniste", "Orthophoniste", Picked::No),
            choice("orthoptiste", "Orthoptiste", Picked::No),
            choice("autre", "Une autre profession", Picked::No),
        ],
        error: Some(ErrorText {
            title: "Il manque une réponse".to_owned(),
            text: "Choisissez une profession.".to_owned(),
        }),
        go_on: control("Continuer", Msg::Continued),
    })))
}

/// A result with everything that a result may hold.
pub(crate) fn result() -> Page {
    page(Body::Result(Box::new(ResultPage {
        verdict_key: "commandable".to_owned(),
        verdict: "Carte à commander".to_owned(),
        heading: "Commandez une CPE à l’ANS".to_owned(),
        text: Some("La structure est déjà sous contrat : la carte peut être commandée tout de suite.".to_owned()),
        card: Some(CardBlock {
            key: "cpe".to_owned(),
            heading: "La carte".to_owned(),
            name: "CPE".to_owned(),
            title: "Carte de personnel d’établissement".to_owned(),
            text: "Pour un employé qui n’est pas professionnel de santé.".to_owned(),
            insi: "Elle ouvre le téléservice INSi.".to_owned(),
            drawing: Some("M3 5h18v14H3z".to_owned()),
        }),
        organisms: Some(section("À qui s’adresser", vec![organism()])),
        steps: section("Les étapes", steps()),
        documents: section("Les documents", documents()),
        delay: Some(section(
            "Les délais",
            vec![
                "La carte : environ 10 jours ouvrés après réception du dossier complet.".to_owned(),
                "Les codes : 48 heures ouvrées après la réception de la carte.".to_owned(),
            ],
        )),
        vigilance: Some(section(
            "Points de vigilance",
            vec![NoteRow {
                date: None,
                text: "Seul le responsable ou un mandataire signe la commande.".to_owned(),
                links: Vec::new(),
                source: Source::Sheet("§ 2.1".to_owned()),
                checked: None,
            }],
        )),
        since: Some(Section {
            text: Some("Ces informations ne changent pas la décision ci-dessus.".to_owned()),
            ..section(
                "Depuis la fiche",
                vec![NoteRow {
                    date: Some("Mars 2024".to_owned()),
                    text: "RPPS+ et une e-CPS peuvent remplacer la carte pour certains employés.".to_owned(),
                    links: vec![link("La foire aux questions", "https://example.org/faq")],
                    source: Source::Page(link("Source : ANS", "https://example.org/source")),
                    checked: Some("Vérifié le 23 novembre 2026".to_owned()),
                }],
            )
        }),
        because: section(
            "Pourquoi cette réponse",
            vec!["Lieu : établissement de soins".to_owned(), "Titulaire : employé".to_owned()],
        ),
        not_because: section(
            "Pourquoi pas une autre carte",
            vec![
                OtherCard {
                    text: "La CPS, si une réponse changeait :".to_owned(),
                    changes: vec!["Titulaire : professionnel de santé".to_owned()],
                },
                OtherCard { text: "La CPF : aucune réponse n’y mène.".to_owned(), changes: Vec::new() },
            ],
        ),
        sources: section("Les sections de la fiche", vec!["§ 2.6 – Commander une CPE".to_owned()]),
        glossary: Some(terms()),
    })))
}

fn page(body: Body) -> Page {
    let row = |key: &str, question: &str, choice: &str| TrailRow {
        key: key.to_owned(),
        question: question.to_owned(),
        choice: choice.to_owned(),
        change: control("Modifier", Msg::WentBack),
        change_name: format!("Modifier : {question}"),
    };
    Page {
        lang: "fr".to_owned(),
        title: "Quelle carte CPx commander ?".to_owned(),
        intro: None,
        body,
        trail: Some(Trail {
            title: "Vos réponses".to_owned(),
            rows: vec![
                row("lieu", "Lieu", "Dans un établissement de soins"),
                row("besoin", "Besoin", "Commander une carte"),
            ],
        }),
        notices: Vec::new(),
        back: Some(control("Retour", Msg::WentBack)),
        restart: Some(control("Recommencer", Msg::Restarted)),
        disclaimer: vec!["Ce guide n’est pas un service officiel.".to_owned()],
        new_window: "nouvelle fenêtre".to_owned(),
    }
}

fn steps() -> Vec<StepRow> {
    let step = |key: &str, title: &str| StepRow {
        key: key.to_owned(),
        title: title.to_owned(),
        text: Some("Un lecteur par poste de travail.".to_owned()),
        facts: vec!["Qui : le responsable".to_owned(), "Auprès de : ANS".to_owned()],
        options: None,
        documents: None,
        sources: "Fiche, § 2.6".to_owned(),
    };
    let order = StepRow {
        options: Some(section(
            "Deux façons de faire",
            vec![
                OptionRow {
                    title: "En ligne, avec TOM".to_owned(),
                    text: Some("Le plus rapide.".to_owned()),
                    documents: vec![DocumentName {
                        title: "TOM".to_owned(),
                        url: Some("https://example.org/tom".to_owned()),
                    }],
                },
                OptionRow { title: "Sur papier".to_owned(), text: None, documents: Vec::new() },
            ],
        )),
        documents: Some(section("Ce qu’il faut", vec![DocumentName { title: "Formulaire 301".to_owned(), url: None }])),
        ..step("commander", "Commander la carte")
    };
    vec![step("lecteur", "Avoir un lecteur de carte"), order]
}

fn documents() -> Vec<DocumentRow> {
    let form = DocumentRow {
        key: "formulaire-301".to_owned(),
        kind: "Formulaire".to_owned(),
        title: "Formulaire 301".to_owned(),
        text: Some("Demande de carte CPE, signée par le responsable.".to_owned()),
        link: None,
        found_at: Some(link("À trouver sur la page de l’ANS", "https://example.org/demarches")),
        guides: vec![link("Notice du formulaire 301", "https://example.org/301-Notice")],
    };
    let service = DocumentRow {
        key: "teleservice-tom".to_owned(),
        kind: "Service en ligne".to_owned(),
        title: "TOM".to_owned(),
        text: None,
        link: Some(link("TOM", "https://example.org/tom")),
        found_at: None,
        guides: Vec::new(),
    };
    vec![form, service]
}

fn organism() -> OrganismRow {
    OrganismRow {
        name: "ANS".to_owned(),
        text: "L’Agence du numérique en santé délivre les cartes.".to_owned(),
        link: Some(link("Site de l’ANS", "https://example.org/ans")),
        drawing: Some("M12 3v18".to_owned()),
    }
}

fn terms() -> Terms {
    Terms {
        title: "Que veulent dire ces mots ?".to_owned(),
        rows: vec![("EHPAD".to_owned(), "Établissement pour personnes âgées dépendantes.".to_owned())],
    }
}

fn section<T>(title: &str, rows: Vec<T>) -> Section<T> {
    Section { title: title.to_owned(), text: None, rows }
}

fn control(label: &str, msg: Msg) -> Control {
    Control { label: label.to_owned(), msg }
}

fn link(label: &str, url: &str) -> Link {
    Link { label: label.to_owned(), url: url.to_owned() }
}

fn choice(key: &str, label: &str, state: Picked) -> ChoiceRow {
    ChoiceRow { key: key.to_owned(), label: label.to_owned(), hint: None, state, msg: Msg::Continued }
}

fn hinted(key: &str, label: &str, hint: &str) -> ChoiceRow {
    ChoiceRow { hint: Some(hint.to_owned()), ..choice(key, label, Picked::No) }
}
