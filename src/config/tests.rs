//! Layers and their faults, read from texts.

use super::*;
use crate::app::key::Key;

fn layers(texts: &[&str]) -> Layers {
    let mut layers = Layers::built_in();
    for text in texts {
        let origin = Origin::File(PathBuf::from("/somewhere/config.ron"));
        layers.layers.push(Layer::of_file(&origin, text));
    }
    layers
}

fn settings(texts: &[&str]) -> Settings {
    Settings::new(layers(texts))
}

/// Line, column and fault of each.
fn faults(text: &str) -> Vec<(usize, usize, Wrong)> {
    let settings = settings(&[text]);
    let place = |fault: Fault| {
        let position = fault.position.unwrap();
        (position.line, position.column, fault.what)
    };
    settings.faults.into_iter().map(place).collect()
}

#[test]
fn the_built_in_settings_are_complete_and_what_the_code_assumes() {
    let built_in = Settings::new(Layers::built_in());
    assert_eq!(built_in.faults, []);
    assert_eq!(built_in.thresholds, Thresholds::default());
    assert_eq!(built_in.target, None, "a target is nobody's default");
    assert_eq!(built_in.keymap, Keymap::default());
    assert_eq!(built_in.start_view, Screen::Overview);
    assert_eq!((built_in.max_file_bytes, built_in.data), (64 << 20, None));
    for setting in Setting::ALL {
        let named = BUILT_IN.contains(&format!(" {}: ", setting.key()));
        assert!(
            named,
            "config/default.ron says nothing about {}",
            setting.key()
        );
    }
}

#[test]
fn the_later_layer_wins() {
    let text = "(theme: \"dark\", stale_days: 30, keys: {\"sort\": [\"o\"], \"open\": [\"x\"]})";
    let above = "(stale_days: 20, keys: {\"sort\": [\"u\"]})";
    let variables = [("OZGTOP_THEME".to_owned(), "light".to_owned())];
    let three = layers(&[text, above]).with_variables(&variables);
    let settings = Settings::new(three.clone());
    assert_eq!(settings.faults, []);
    assert_eq!(settings.theme, "light");
    assert_eq!(settings.thresholds.stale_days, 20);
    assert_eq!(settings.thresholds.stalled_days, 180);
    let sort = settings.keymap.keys(Command::Sort);
    assert_eq!(sort, Key::parse_all("u").unwrap());
    let open = settings.keymap.keys(Command::Open);
    assert_eq!(open, Key::parse_all("x").unwrap());
    let flags = vec![(Setting::Theme, "mono".to_owned())];
    let settings = Settings::new(three.with_flags(flags));
    assert_eq!(settings.theme, "mono");
    let theme = settings.in_force.of(Setting::Theme).next().unwrap();
    assert_eq!(theme.origin, Origin::Flag);
}

#[test]
fn every_setting_can_be_given_in_the_environment() {
    let values = [
        ("DATA", "/srv/data"),
        ("LANG", "en"),
        ("WEIGHTING", "inhabitants"),
        ("STALLED_DAYS", "1"),
        ("STALE_DAYS", "2"),
        ("OVERDUE_DAYS", "3"),
        ("TARGET_SHARE", "95"),
        ("TARGET_DATE", "2026-12-31"),
        ("THEME", "dark"),
        ("COLORS", "256"),
        ("KEYMAP", "vim"),
        ("KEYS", "{\"sort\": [\"<f6>\"]}"),
        ("START_VIEW", "services"),
        ("FILTER", "phase<live"),
        ("COLUMNS", "{\"services\": [\"online\"]}"),
        ("RESTORE_SESSION", "true"),
        ("SLOW", "true"),
        ("LIVE", "false"),
        ("VIEWS", "{\"mine\": \"services\"}"),
        ("MAX_FILE_MIB", "5"),
        ("ERASE", "off"),
        ("REPEAT", "on"),
        ("SCROLL", "off"),
        ("SYNC", "on"),
        ("COPY", "sheet"),
    ];
    assert_eq!(values.len(), Setting::ALL.len());
    let variables = values.map(|(name, value)| (format!("OZGTOP_{name}"), value.to_owned()));
    let settings = Settings::new(Layers::built_in().with_variables(&variables));
    assert_eq!(settings.faults, []);
    assert_eq!(settings.data, Some(PathBuf::from("/srv/data")));
    assert_eq!(settings.language, Some(Language::En));
    assert_eq!(settings.weighting, Weighting::Inhabitants);
    let thresholds = Thresholds {
        stalled_days: 1,
        stale_days: 2,
        overdue_days: 3,
    };
    assert_eq!(settings.thresholds, thresholds);
    assert_eq!(settings.target, Target::read(95, "2026-12-31"));
    assert_eq!(
        (settings.theme.as_str(), settings.colors.as_str()),
        ("dark", "256")
    );
    assert_eq!(settings.keymap.command(Key::F(6)), Some(Command::Sort));
    assert_eq!(
        settings.keymap.command(Key::Ctrl('f')),
        Some(Command::PageDown)
    );
    assert_eq!(settings.start_view, Screen::Services);
    assert_eq!(
        settings.columns,
        [("services".to_owned(), vec!["online".to_owned()])]
    );
    assert!(settings.restore_session && settings.slow);
    assert!(!settings.live);
    assert_eq!(settings.views, [("mine".to_owned(), "services".to_owned())]);
    assert_eq!(settings.max_file_bytes, 5 << 20);
}

#[test]
fn all_faults_of_a_file_are_told_at_their_places_and_the_rest_counts() {
    let text = "(\n  stale_day: 3,\n  stalled_days: \"x\",\n  overdue_days: -1,\n  theme: \"darck\",\n  \
                weighting: bodies,\n  stale_days: 9,\n  stale_days: 8,\n  target_share: 95,\n  \
                columns: {\"servises\": [], \"services\": [1]},\n  keys: {\"sort\": [\"<c-b>\"]}\n)";
    let found = faults(text);
    let wrong: Vec<_> = found
        .iter()
        .map(|(line, column, wrong)| (*line, *column, wrong))
        .collect();
    let near = |word: &str| Wrong::UnknownSetting(word.into(), Some("stale_days"));
    assert_eq!(wrong[0], (2, 3, &near("stale_day")));
    assert_eq!(wrong[1], (3, 17, &Wrong::WrongKind(Setting::StalledDays)));
    assert!(matches!(wrong[2], (4, 17, Wrong::OutOfRange { .. })));
    assert!(matches!(wrong[3], (5, 10, Wrong::UnknownWord { .. })));
    assert_eq!(wrong[4], (6, 14, &Wrong::WrongKind(Setting::Weighting)));
    assert_eq!(wrong[5], (8, 3, &Wrong::Twice("stale_days".into())));
    assert_eq!(wrong[6], (9, 17, &Wrong::Alone(Setting::TargetDate)));
    assert_eq!(
        wrong[7],
        (
            10,
            13,
            &Wrong::UnknownTable("servises".into(), Some("services"))
        )
    );
    assert_eq!(wrong[8], (10, 42, &Wrong::WrongKind(Setting::Columns)));
    assert!(matches!(wrong[9], (11, 10, Wrong::TakenKey(..))));
    assert_eq!(wrong.len(), 10);
    assert_eq!(settings(&[text]).thresholds.stale_days, 9);
}

#[test]
fn a_target_is_whole_or_refused() {
    let own = "(target_share: 95, target_date: \"2026-12-31\")";
    let above = "(target_share: 100, target_date: \"2027-06-30\")";
    assert_eq!(settings(&[own]).target, Target::read(95, "2026-12-31"));
    assert_eq!(
        settings(&[own, above]).target,
        Target::read(100, "2027-06-30")
    );
    for (text, wrong) in [
        ("(target_share: 95)", Wrong::Alone(Setting::TargetDate)),
        (
            "(target_date: \"2026-12-31\")",
            Wrong::Alone(Setting::TargetShare),
        ),
        (
            "(target_share: 95, target_date: \"31.12.2026\")",
            Wrong::BadDay("31.12.2026".into()),
        ),
        (
            "(target_share: 95, target_date: \"2026-02-30\")",
            Wrong::BadDay("2026-02-30".into()),
        ),
    ] {
        let found = settings(&[text]);
        assert_eq!(found.target, None);
        assert_eq!(found.faults.len(), 1, "{text}");
        assert_eq!(found.faults[0].what, wrong);
        // The target of a lower layer stays whole.
        assert_eq!(
            settings(&[own, text]).target,
            Target::read(95, "2026-12-31")
        );
    }
    for share in ["0", "101"] {
        let text = format!("(target_share: {share}, target_date: \"2026-12-31\")");
        assert!(matches!(
            faults(&text)[0].2,
            Wrong::OutOfRange {
                low: 1,
                high: 100,
                ..
            }
        ));
    }
}

#[test]
fn a_variable_is_named_by_its_fault() {
    let variables = [
        ("OZGTOP_THEM", "dark"),
        ("OZGTOP_KEYS", "{"),
        ("OZGTOP_STALE_DAYS", "many"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let settings = Settings::new(Layers::built_in().with_variables(&variables));
    let near = Some("OZGTOP_THEME".to_owned());
    assert_eq!(
        settings.faults[0].what,
        Wrong::UnknownVariable("OZGTOP_THEM".into(), near)
    );
    assert_eq!(
        settings.faults[1].what,
        Wrong::Broken(Broken::Unclosed('{'))
    );
    assert!(matches!(settings.faults[2].what, Wrong::OutOfRange { .. }));
    for (fault, (name, _)) in settings.faults.iter().zip(&variables) {
        assert_eq!(fault.origin, Origin::Variable(name.clone()));
        assert_eq!(fault.position, None);
    }
}

#[test]
fn relative_data_of_a_file_counts_from_its_folder() {
    let settings = settings(&["(data: \"mine\")"]);
    assert_eq!(settings.data, Some(PathBuf::from("/somewhere/mine")));
}
