//! Places where publishers sit, as imprints name them.

/// Places that are no part of a publisher's name when they stand after a comma or before a colon.
pub(in crate::validate) static PLACES: &[&str] = &[
    "Amsterdam", "Ann Arbor", "Athens", "Baltimore", "Barcelona", "Basel", "Beijing", "Belmont",
    "Berkeley", "Berlin", "Berlin, Germany", "Bern", "Bloomington", "Boca Raton", "Bologna", "Bonn",
    "Boston", "Boston, MA", "Braunschweig", "Bristol", "Brussels", "Bruxelles", "Budapest",
    "Buenos Aires", "Cambridge", "Cambridge, MA", "Cambridge, UK", "Chicago", "Chichester", "Cologne",
    "Copenhagen", "Dordrecht", "Dublin", "Edinburgh", "Englewood Cliffs", "Firenze", "Frankfurt",
    "Frankfurt am Main", "Freiburg", "Geneva", "Göttingen", "Hamburg", "Hanover", "Heidelberg",
    "Helsinki", "Hillsdale", "Hoboken", "Hoboken, NJ", "Hong Kong", "Honolulu", "Istanbul", "Ithaca",
    "Jerusalem", "Kyoto", "Köln", "Lausanne", "Leiden", "Leipzig", "Lisbon", "Lisboa", "London",
    "London, UK", "Los Angeles", "Lund", "Madrid", "Malden", "Manchester", "Marburg", "Melbourne",
    "Milan", "Milano", "Minneapolis", "Moscow", "Munich", "München", "New Delhi", "New Haven",
    "New Jersey", "New York", "New York, NY", "New York, USA", "Norwood", "Oslo", "Ottawa", "Oxford",
    "Oxford, UK", "Paris", "Paris, France", "Philadelphia", "Pisa", "Pittsburgh", "Prague",
    "Princeton", "Providence", "Reading", "Reading, MA", "Rome", "Roma", "Rotterdam", "Salzburg",
    "San Diego", "San Francisco", "San Mateo", "Santiago", "São Paulo", "Seoul", "Shanghai",
    "Singapore", "Stanford", "Stockholm", "Stuttgart", "Sydney", "Tokyo", "Toronto", "Torino",
    "Tübingen", "Uppsala", "Utrecht", "Vienna", "Warsaw", "Washington", "Washington, DC",
    "Washington, D.C", "Weinheim", "Wien", "Wiesbaden", "Zurich", "Zürich", "Москва", "М",
    "Санкт-Петербург", "СПб", "Киев", "Київ",
];
