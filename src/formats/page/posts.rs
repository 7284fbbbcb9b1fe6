//! What a CV lists beside works: posts, degrees, membership, prizes.

use std::sync::LazyLock;

use regex::Regex;

/// “Visiting Fellow, Quay Institute, 2023”, “PhD, Political Science, …”.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d|[Pp]resent|[Nn]ow))?[:.,]?\s+)?(?:(?:Non-?[Rr]esident|Visiting|Senior|Junior|Research|Associate|Assistant|Adjunct|Post-?[Dd]octoral|Honorary|Guest|Board|Founding|Deputy|Executive|Advisory|Editorial|Full|Teaching|Academic|Managing|Former|Policy|Program(?:me)?|Affiliated?|Distinguished|Principal|Public|Global|Fulbright|Doctoral)[ -]){0,3}(?:Fellow|Member|Professor|Lecturer|Researcher|Director|Chair(?:man|person)?|Instructor|Reviewer|Referee|Intern|Postdoc|Consultant|Coordinator|Research Assistant|Teaching Assistant|Expert|Mitglied|Stipendiat(?:in)?|Professeur|Membre|Chercheur|Docent|Forskare|Ph\.?D\.?|M\.?A\.?|M\.?Sc\.?|B\.?A\.?|B\.?Sc\.?|M\.?Phil\.?|LL\.?[MB]\.?)(?:\s(?:and|of|at|in|for|to|der|des|du|de|the|vid|an)\b|[,;(-]|\s?[–—:|]|$)").expect("a constant")
});
/// “Richard Roe Fellowship - Quay Academy, 2023”, “Best Paper Award, 2019”.
static PRIZE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^.:]{0,80}\b(?:Fellowships?|Awards?|Prize|Scholarships?|Grants?|Medal|Stipend(?:ium)?|Ödülü|Bursu|Visiting Chair|Visiting Professorship)\b(?:[,;(]|\s?[–—-]\s|\s\(| from | of | by | for | in |$)").expect("a constant")
});

/// Whether a line without quotation marks says what somebody is, was or won.
pub(super) fn is_of_person(text: &str) -> bool {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\p{Lu}[^.:“”]{2,70} [—–|-] (\p{Lu}.*)$").expect("a constant")
    });
    // “POLS 210: Ports and Politics, Spring 2019”
    static COURSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[A-Z]{3,5}[ -]?\d{3,4}[A-Z]?(?:[:.,–-]|\s[–(-])\s?\S")
            .expect("a constant")
    });
    // “Quay Institute — Global Fellow, 2018–2020”
    let behind = |text: &str| {
        let post = BEHIND.captures(text).and_then(|found| found.get(1));
        post.is_some_and(|post| POST.is_match(post.as_str()))
    };
    text.len() < 240
        && (POST.is_match(text)
            || COURSE.is_match(text)
            || behind(text)
            || text.len() < 160 && PRIZE.is_match(text))
}

/// Whether a line begins with a degree: “MSc, European Politics, …”.
pub(super) fn is_degree(text: &str) -> bool {
    static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Ph\.?D|DPhil|M\.?A|M\.?Sc|B\.?A|B\.?Sc|M\.?Phil|LL\.?[MB]|MPA|MBA)\.?(?: in|,|:| \()").expect("a constant")
    });
    DEGREE.is_match(text)
}

/// “Week 3: Ports and Politics (18 February)”: the heading of a meeting.
pub(super) fn is_of_course(text: &str) -> bool {
    static MEETING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Weeks?|Session|Lecture|Class|Seminar|Meeting|Woche|Sitzung|Séance|Föreläsning|Hafta|Лекция|Занятие|Неделя|Семинар) (?:\d{1,2}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b[^“”\x22«»]{0,160}$").expect("a constant")
    });
    MEETING.is_match(text) && !text.contains("pp. ")
}

/// Whether such a line cites nothing.
pub(super) fn stands_alone(text: &str) -> bool {
    !text.contains(['“', '"', '«', '„']) && !text.contains("pp. ") && is_of_person(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_and_prizes_are_no_works() {
        let posts = [
            "Visiting Fellow, Quay Institute, 2023",
            "2019–2021 Senior Research Fellow at the Harbour Centre",
            "Board Member of the Tide Society 2020",
            "PhD, Political Science, Lund",
            "Ada Roe Fellowship - Quay Academy, Berlin 2023",
            "Fellow — Quay Institute",
            "Quay Institute — Global Fellow, 2018–2020",
            "PORT 210: Ports and Politics, Spring 2019",
        ];
        for post in posts {
            assert!(is_of_person(post), "{post}");
        }
        let works = [
            "Members of Parliament and their ports, Journal of Tides, 2014",
            "Directors and Seamen: Essays. Quay Press, 2011",
            "The Prize: How Ports Are Won, Quay Press, 2011",
            "Fellow Travellers, Quay Press, 2011",
        ];
        for work in works {
            assert!(!is_of_person(work), "{work}");
        }
    }
}
