use super::*;

fn check(text: &str, expected: &str) {
    let names = parse(text, Style::GivenFirst);
    let shown: Vec<String> = names
        .names
        .iter()
        .map(|name| match name {
            Name::Person(p) => {
                let family = [p.non_dropping_particle.as_ref(), p.family.as_ref()];
                let family: Vec<&str> =
                    family.into_iter().filter(|x| !x.is_empty()).collect();
                let given = [p.given.as_ref(), p.suffix.as_ref()];
                let given: Vec<&str> =
                    given.into_iter().filter(|x| !x.is_empty()).collect();
                format!("{}/{}", family.join(" "), given.join(" "))
            }
            Name::Literal(name) => format!("={name}"),
            Name::Others => "+".to_owned(),
        })
        .collect();
    assert_eq!(shown.join("; "), expected, "{text}");
}

#[test]
fn given_first_lists() {
    check("Elzbieta Pron and Emilie Szwajnoch", "Pron/Elzbieta; Szwajnoch/Emilie");
    check(
        "Svante E. Cornell, S. Frederick Starr & Albert Barro",
        "Cornell/Svante E.; Starr/S. Frederick; Barro/Albert",
    );
    check("Z.N. Suzara, L. Abad, and R. Sanders", "Suzara/Z.N.; Abad/L.; Sanders/R.");
    check("Dr. John C. K. Daly", "Daly/John C. K.");
    check("Cornell & Barro", "Cornell/; Barro/");
    check("Ben Helms, Kelsey Hunt, and Eric Xu", "Helms/Ben; Hunt/Kelsey; Xu/Eric");
}

#[test]
fn family_first_lists() {
    check(
        "Cornell, S. E., Starr, S. F., & Barro, A.",
        "Cornell/S. E.; Starr/S. F.; Barro/A.",
    );
    check("Cornell, Svante E., and Albert Barro", "Cornell/Svante E.; Barro/Albert");
    check(
        "Lindqvist-Aho, Maren & Åkerhielm, Östen",
        "Lindqvist-Aho/Maren; Åkerhielm/Östen",
    );
    check("Emre KOÇHİSAR", "KOÇHİSAR/Emre");
    check("AKSARAYLI, Deniz", "AKSARAYLI/Deniz");
    check("Zhang L, Gu FX, Chan JM", "Zhang/L; Gu/FX; Chan/JM");
    check("Lind RK, van der Hoek J", "Lind/RK; van der Hoek/J");
    check("Garmendia Ruiz, Íñigo y Solís, Pilar", "Garmendia Ruiz/Íñigo; Solís/Pilar");
}

#[test]
fn particles_patronyms_and_double_names() {
    check("Gulbarchyn Toktomambet kyzy", "Toktomambet kyzy/Gulbarchyn");
    check(
        "Aybek T. Qosimov and Ilse van der Hagen",
        "Qosimov/Aybek T.; van der Hagen/Ilse",
    );
    check("Filippo Costa Buranelli", "Costa Buranelli/Filippo");
    check("Yusuf al-Kindi", "al-Kindi/Yusuf");
    check("Pei Chengguo", "Pei/Chengguo");
    check("Hongnam Kim", "Kim/Hongnam");
    check("Robert N. Spengler III", "Spengler/Robert N. III");
}

#[test]
fn affiliations_and_institutions() {
    check("Chinara Omuralieva (Special to the Analyst)", "Omuralieva/Chinara");
    check("Elzbieta Pron, PhD", "Pron/Elzbieta");
    check("World Bank", "=World Bank");
    check(
        "United Nations Office on Drugs and Crime",
        "=United Nations Office on Drugs and Crime",
    );
}

#[test]
fn full_stops_that_end_the_list() {
    check("Tolvanen, Maren.", "Tolvanen/Maren");
    check("Doe, J.", "Doe/J.");
    check("Doe, Chas.", "Doe/Chas.");
}
