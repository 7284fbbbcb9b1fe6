//! Layers of settings, and what is said of wrong ones.

use super::{Place, TWO};

#[test]
fn the_nearest_layer_wins_and_is_named() {
    let place = Place::with_library(TWO);
    place.write("ibid.toml", "style = \"ieee\"\ninbox = \"in.bib\"\n");
    let line = |extra: &[&str], env: Option<(&str, &str)>| {
        let args: Vec<&str> =
            ["config", "show", "--origin"].iter().chain(extra).copied().collect();
        let mut command = place.command(&args);
        command.envs(env);
        let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
        out.lines().find(|line| line.starts_with("style")).unwrap_or("").to_owned()
    };
    let file = place.path("ibid.toml");
    let file = std::fs::canonicalize(file).unwrap();
    assert_eq!(line(&[], None), format!("style = \"ieee\"  # {}:1", file.display()));
    let env = Some(("IBID_STYLE", "nature"));
    assert_eq!(line(&[], env), "style = \"nature\"  # environment IBID_STYLE");
    assert_eq!(line(&["--config", "style=apa"], env), "style = \"apa\"  # --config");
}

#[test]
fn unknown_and_wrong_settings_are_findings() {
    let place = Place::with_library(TWO);
    place.write("ibid.toml", "stile = \"apa\"\ninbox = true\n");
    let run = place.run(&["config", "show"]);
    assert_eq!(run.code, Some(0));
    assert!(run.talk.contains("there is no setting `stile`"), "{}", run.talk);
    assert!(run.talk.contains("did you mean `style`?"), "{}", run.talk);
    assert!(
        run.talk.contains("`inbox` is text in quotes, and was passed over"),
        "{}",
        run.talk
    );
    assert!(run.out.contains("inbox = \"imported.bib\"\n"), "{}", run.out);
}

#[test]
fn settings_that_are_no_toml_stop_with_the_place() {
    let place = Place::with_library(TWO);
    place.write("ibid.toml", "style = \n");
    let run = place.run(&["list"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.talk.contains("ibid.toml:1:"), "{}", run.talk);
}

#[test]
fn the_library_of_the_settings_is_relative_to_them() {
    let place = Place::new();
    place.write("ibid.toml", "library = \"refs/mine.bib\"\n");
    place.write("refs/mine.bib", TWO);
    std::fs::create_dir_all(place.path("paper/chapter")).unwrap();
    let mut list = place.command(&["list", "--keys"]);
    let output = list.current_dir(place.path("paper/chapter")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "doe2020\nroe2021\n");
}
