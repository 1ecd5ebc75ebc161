//! A target in the data: read, refused with its place, and outweighed by the settings.

use ozgtop::domain::target::Target;

use crate::scene::Scene;
use crate::session::Session;

const NAME: &str = "name: \"Weilerland\",";

/// The hamlet whose Land has this target.
fn with(target: &str) -> Scene {
    let scene = Scene::hamlet();
    let land = scene.text("land.ron");
    scene.write(
        "land.ron",
        land.replace(NAME, &format!("{NAME} target: {target},")),
    );
    scene
}

/// The same in JSON, without headlines.
fn with_json(target: &str) -> Scene {
    let scene = Scene::hamlet();
    scene.remove("land.ron");
    scene.write(
        "land.json",
        format!(
            r#"{{"schema": 1, "source": "erfunden", "name": "Weilerland", "short": "WL", "key": "030000000000",
"target": {target}}}"#
        ),
    );
    scene
}

#[test]
fn a_target_is_read_from_either_format() {
    let target = Target::read(95, "2026-12-31");
    assert!(target.is_some());
    for scene in [
        with("(share: 95, date: \"2026-12-31\")"),
        with_json(r#"{"share": 95, "date": "2026-12-31"}"#),
    ] {
        let data = scene.load();
        assert_eq!(data.problems, []);
        assert_eq!(data.land.target, target);
    }
    assert_eq!(Scene::hamlet().load().land.target, None);
    let data = with_json("null").load();
    assert_eq!((data.problems.len(), data.land.target), (0, None));
}

#[test]
fn a_target_that_cannot_be_is_told_and_the_land_is_read() {
    let mut told = Vec::new();
    for (ron, json) in [
        (
            "(share: 0, date: \"2026-12-31\")",
            r#"{"share": 0, "date": "2026-12-31"}"#,
        ),
        (
            "(share: 101, date: \"2026-12-31\")",
            r#"{"share": 101, "date": "2026-12-31"}"#,
        ),
        (
            "(share: 95, date: \"31.12.2026\")",
            r#"{"share": 95, "date": "31.12.2026"}"#,
        ),
        ("(share: 95)", r#"{"share": 95}"#),
        (
            "(share: 9.5, date: \"2026-12-31\")",
            r#"{"share": 9.5, "date": "2026-12-31"}"#,
        ),
        ("95", "95"),
    ] {
        for scene in [with(ron), with_json(json)] {
            let data = scene.load();
            assert_eq!(data.land.target, None);
            assert_eq!(data.land.name.as_str(), "Weilerland");
            assert_eq!(data.problems.len(), 1, "{ron}: {:?}", data.problems);
            told.push(scene.check(3));
        }
    }
    insta::assert_snapshot!(told.join("\n\n"));
}

#[test]
fn the_settings_outweigh_the_data() {
    let (own, theirs) = (
        Target::read(100, "2027-06-30"),
        Target::read(95, "2026-12-31"),
    );
    let data = with("(share: 95, date: \"2026-12-31\")").load();
    let data = std::sync::Arc::new(data);
    let of = |target| {
        Session::with_target(data.clone(), (80, 24), target)
            .model
            .target()
    };
    assert_eq!((of(own), of(None)), (own, theirs));
    assert_eq!(Session::bundled((80, 24)).model.target(), None);
}
