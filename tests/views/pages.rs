//! Pages made by hand: what a screen may hold, without the guide that would fill it. One page of each kind, in full:
//! that is why it is long.

use cpx_guide::built_in;
use cpx_guide::page::{
    Body, CardBlock, ChoiceRow, ContactBlock, Control, CopyField, Dates, DayField, DispatchDocument, DispatchPart,
    DispatchRow, DocumentName, DocumentRow, Download, ErrorText, ExpertPage, Field, Filter, Focus, House, Link,
    Milestone, NoteRow, Notice, Offer, OptionRow, OrganismRow, OtherCard, OwnStep, Page, Picked, Picture, QuestionPage,
    Report, ResultPage, Resume, Search, Section, Source, StepRow, Terms, Tick, Trail, TrailRow, WhoRow, Work,
};
use cpx_guide::session::{Day, Mode, Msg, Original};

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
            hint: "Le lieu d’exercice décide de l’organisme à contacter.".to_owned(),
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
            hint: "Celle qui s’en servira, pas celle qui la commande.".to_owned(),
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
        hint: "Tapez quelques lettres ou parcourez la liste.".to_owned(),
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

/// All questions on one page: a row, a list, and a long list that was narrowed and left for the next field.
pub(crate) fn expert() -> Page {
    let search = Search {
        filter: Filter {
            label: "Chercher une profession".to_owned(),
            hint: "Par exemple : kiné, infirmière, dentiste.".to_owned(),
            value: "ortho".to_owned(),
            status: "2 professions. Entrée choisit : Orthophoniste".to_owned(),
        },
        take: None,
    };
    let list = |search| Offer::List { empty: "Choisir…".to_owned(), search };
    // Which question it is shows nowhere: any will do.
    let question = built_in::compiled("").expect("a guide").guide.logic.questions.ids().next().expect("a question");
    let field = |key: &str, label: &str, offer, choices| Field {
        key: key.to_owned(),
        question,
        label: label.to_owned(),
        offer,
        choices,
        focus: Focus::Elsewhere,
    };
    let places =
        vec![choice("etablissement", "En établissement", Picked::Yes), choice("ville", "En ville", Picked::No)];
    let professions =
        vec![choice("orthophoniste", "Orthophoniste", Picked::No), choice("orthoptiste", "Orthoptiste", Picked::Yes)];
    let contract = vec![choice("oui", "Oui", Picked::No), choice("non", "Non", Picked::No)];
    Page {
        back: None,
        notices: vec![Notice { title: "Réponse mise de côté".to_owned(), lines: vec!["Salariat : oui".to_owned()] }],
        ..page(Body::Expert(Box::new(ExpertPage {
            heading: "Toutes les questions".to_owned(),
            hint: "Tab mène à la question suivante.".to_owned(),
            fields: vec![
                field("lieu", "Où la carte servira-t-elle ?", Offer::Row, places),
                field("profession", "Quelle est la profession ?", list(Some(search)), professions),
                field("structure", "Quelle structure ?", list(None), vec![choice("a", "A", Picked::No)]),
                Field {
                    focus: Focus::Here,
                    ..field("contrat", "La structure est-elle sous contrat ?", Offer::Row, contract)
                },
            ],
            outcome: "Résultat : commandez une CPE à l’ANS".to_owned(),
            result: Some(ResultPage { organisms: None, card: None, since: None, glossary: None, ..decided() }),
        })))
    }
}

/// A result with everything that a result may hold.
pub(crate) fn result() -> Page {
    page(Body::Result(Box::new(decided())))
}

/// A result that an establishment has adapted, in another language than the page; some of it was skipped.
pub(crate) fn adapted() -> Page {
    let lang = || Some("en".to_owned());
    let contact = |mark: &str| ContactBlock {
        lang: lang(),
        mark: mark.to_owned(),
        name: Some("Card desk <b>".to_owned()),
        lines: vec!["Building A".to_owned(), "Téléphone : 01 99 00 12 34".to_owned()],
        link: Some(link("Site internet : Card desk", "https://example.org/cards")),
    };
    let own = |title: &str, text: Option<&str>| OwnStep {
        lang: lang(),
        mark: "Étape ajoutée par CHU".to_owned(),
        title: title.to_owned(),
        text: text.map(str::to_owned),
        link: text.map(|_| link("En savoir plus : Tell the desk", "https://example.org/tell")),
    };
    let mark = || Some("Adresse indiquée par CHU".to_owned());
    let mut result = decided();
    for organism in result.organisms.iter_mut().flat_map(|it| &mut it.rows) {
        organism.contact = Some(contact("Coordonnées indiquées par CHU"));
    }
    let steps = &mut result.steps.rows;
    steps[0].before = vec![own("Tell the desk", Some("It gives you a number."))];
    steps[1].after = vec![own("Show the card", None)];
    if let Some(documents) = &mut steps[1].documents {
        documents.rows[0].url = Some("https://example.org/own/301".to_owned());
        documents.rows[0].mark = mark();
    }
    let tom = &mut result.documents.rows[1];
    tom.official = tom.link.replace(link("TOM", "https://example.org/own/tom"));
    tom.mark = mark();
    Page {
        house: Some(House {
            lang: lang(),
            title: Some("Guide adapté par CHU".to_owned()),
            logo: Some(Picture { address: "/logo.svg".to_owned(), text: "Hospital \"CHU\"".to_owned() }),
            service: Some(contact("Sur place, adressez-vous à")),
        }),
        skipped: Some(Section {
            text: Some("Les réponses n’en dépendent pas.".to_owned()),
            ..section("Une partie n’a pas été reprise", vec!["a : il manque.".to_owned(), "b : il manque.".to_owned()])
        }),
        ..page(Body::Result(Box::new(result)))
    }
}

fn decided() -> ResultPage {
    ResultPage {
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
        who: Some(section("Qui fait quoi", who())),
        dispatches: Some(section("Les envois", vec![dispatch()])),
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
        work: Some(work()),
        glossary: Some(terms()),
    }
}

/// Work on the plan: a day given, one that is none, a message, a link that could not be copied.
fn work() -> Work {
    let milestone = |name: &str, date: Option<&str>| Milestone {
        name: name.to_owned(),
        date: date.map(str::to_owned),
        text: "Une estimation.".to_owned(),
    };
    let day = |day, label: &str, value: &str, error: Option<&str>| DayField {
        day,
        label: label.to_owned(),
        value: value.to_owned(),
        line: error.unwrap_or("Jour, mois et année").to_owned(),
        wrong: error.is_some(),
    };
    Work {
        progress: "1 étape sur 2 faite".to_owned(),
        dates: Some(Dates {
            title: "Les dates".to_owned(),
            text: "Donnez une date.".to_owned(),
            days: vec![
                day(Day::Start, "Dossier complet le", "2026-11-23", None),
                day(Day::Need, "Carte nécessaire le", "demain", Some("Cette date n’est pas comprise.")),
            ],
            region: Tick { name: None, ..tick("Alsace-Moselle", Picked::No) },
            region_hint: "Deux jours fériés de plus.".to_owned(),
            outcome: vec!["Carte attendue vers le lundi 7 décembre 2026.".to_owned()],
            milestones: vec![
                milestone("Visa de l’ARS", None),
                milestone("Carte attendue", Some("lundi 7 décembre 2026")),
            ],
            calendar: Some(Download {
                label: "Ajouter à mon agenda".to_owned(),
                file: "carte.ics".to_owned(),
                url: "data:text/calendar;charset=utf-8,BEGIN:VCALENDAR%0D%0A".to_owned(),
            }),
        }),
        mails: Some(Section {
            text: Some("Indiquez le destinataire.".to_owned()),
            ..section("Messages", vec![link("Message au responsable", "mailto:?subject=Carte&body=Bonjour")])
        }),
        resume: Some(Resume {
            title: "Reprendre plus tard".to_owned(),
            text: "Ce lien rouvre cette page.".to_owned(),
            field: field(Original::Page, "Lien", "https://example.org/#cpx=x&.done=a+b", "Copiez-le avec Ctrl+C."),
        }),
        report: Report {
            title: "Signaler une erreur".to_owned(),
            text: "Copiez ces deux lignes.".to_owned(),
            fields: vec![
                field(Original::Link, "Lien vers ces réponses", "#cpx=x&lieu=ville", ""),
                field(Original::Report, "La réponse", "{\"card\":\"<b>\"}", "La réponse est copiée."),
            ],
            mail: link("Écrire un message", "mailto:?subject=Erreur&body=x"),
        },
    }
}

fn field(original: Original, label: &str, value: &str, status: &str) -> CopyField {
    CopyField {
        original,
        label: label.to_owned(),
        value: value.to_owned(),
        button: "Copier".to_owned(),
        status: status.to_owned(),
    }
}

fn tick(label: &str, state: Picked) -> Tick {
    Tick { label: label.to_owned(), name: Some(format!("{label} : une étape")), state, msg: Msg::Continued }
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
        switch: control("Tout sur une page", Msg::Switched(Mode::Expert)),
        house: None,
        skipped: None,
        disclaimer: vec!["Ce guide n’est pas un service officiel.".to_owned()],
        new_window: "nouvelle fenêtre".to_owned(),
    }
}

fn steps() -> Vec<StepRow> {
    let step = |key: &str, title: &str| StepRow {
        key: key.to_owned(),
        proviso: None,
        tick: Some(tick("Fait", if key == "lecteur" { Picked::Yes } else { Picked::No })),
        title: title.to_owned(),
        text: Some("Un lecteur par poste de travail.".to_owned()),
        facts: vec!["Qui : le responsable".to_owned(), "Auprès de : ANS".to_owned()],
        signs: Vec::new(),
        options: None,
        documents: None,
        sources: "Fiche, § 2.6".to_owned(),
        before: Vec::new(),
        after: Vec::new(),
    };
    let order = StepRow {
        proviso: Some("S’il n’a pas encore de carte".to_owned()),
        signs: vec!["Formulaire 301 : à signer par le responsable".to_owned()],
        options: Some(section(
            "Deux façons de faire",
            vec![
                OptionRow {
                    title: "En ligne, avec TOM".to_owned(),
                    text: Some("Le plus rapide.".to_owned()),
                    documents: vec![DocumentName {
                        key: "teleservice-tom".to_owned(),
                        mark: None,
                        title: "TOM".to_owned(),
                        url: Some("https://example.org/tom".to_owned()),
                    }],
                },
                OptionRow { title: "Sur papier".to_owned(), text: None, documents: Vec::new() },
            ],
        )),
        documents: Some(section(
            "Ce qu’il faut",
            vec![DocumentName {
                key: "formulaire-301".to_owned(),
                title: "Formulaire 301".to_owned(),
                url: None,
                mark: None,
            }],
        )),
        ..step("commander", "Commander la carte")
    };
    vec![step("lecteur", "Avoir un lecteur de carte"), order]
}

fn who() -> Vec<WhoRow> {
    let row = |name: &str, step: &str| WhoRow { name: name.to_owned(), steps: vec![step.to_owned()] };
    vec![
        row("Le service", "Étape 1 : Avoir un lecteur de carte"),
        row("Le responsable", "Étape 2 : Commander la carte"),
    ]
}

fn dispatch() -> DispatchRow {
    DispatchRow {
        proviso: Some("S’il n’a pas encore de carte".to_owned()),
        title: "Étape 2 : Commander la carte".to_owned(),
        to: "À envoyer à : ANS".to_owned(),
        parts: vec![
            DispatchPart {
                proviso: None,
                documents: vec![DispatchDocument {
                    title: "Formulaire 301".to_owned(),
                    text: Some("Sauf commande en ligne.".to_owned()),
                    marks: vec!["à signer par le responsable".to_owned(), "à parapher".to_owned()],
                }],
            },
            DispatchPart {
                proviso: Some("S’il n’y a pas de contrat".to_owned()),
                documents: vec![DispatchDocument {
                    title: "Pièce d’identité".to_owned(),
                    text: None,
                    marks: Vec::new(),
                }],
            },
        ],
        sources: "Fiche, § 2.6".to_owned(),
    }
}

fn documents() -> Vec<DocumentRow> {
    let form = DocumentRow {
        key: "formulaire-301".to_owned(),
        kind: "Formulaire".to_owned(),
        title: "Formulaire 301".to_owned(),
        text: Some("Demande de carte CPE, signée par le responsable.".to_owned()),
        link: None,
        mark: None,
        official: None,
        found_at: Some(link("À trouver sur la page de l’ANS", "https://example.org/demarches")),
        guides: vec![link("Notice du formulaire 301", "https://example.org/301-Notice")],
    };
    let service = DocumentRow {
        key: "teleservice-tom".to_owned(),
        kind: "Service en ligne".to_owned(),
        title: "TOM".to_owned(),
        text: None,
        link: Some(link("TOM", "https://example.org/tom")),
        mark: None,
        official: None,
        found_at: None,
        guides: Vec::new(),
    };
    vec![form, service]
}

fn organism() -> OrganismRow {
    OrganismRow {
        key: "ans".to_owned(),
        contact: None,
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
