//! What other programs watch: the line of a monitoring plugin, the metrics, waiting, completion. The figures are those of
//! `tests/fixtures/hamlet.expected.ron` on 31.10.2026.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::hamlet;
use crate::program::{self, Ran};

fn on(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = program::command(Path::new("/nowhere"));
    command.arg("--data").arg(folder);
    program::finish(command.args(arguments))
}

fn on_hamlet(arguments: &[&str]) -> Ran {
    on(&hamlet::folder(), arguments)
}

/// A copy of the hamlet that a test may change.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("rollout")).unwrap();
    for file in [
        "bodies.ron",
        "land.ron",
        "services.ron",
        "rollout/2026-08-31.ron",
        "rollout/2026-09-30.ron",
    ] {
        fs::copy(hamlet::folder().join(file), copy.path().join(file)).unwrap();
    }
    copy
}

#[test]
fn a_plugin_says_one_line_with_performance_data() {
    let ran = on_hamlet(&["check", "--nagios"]);
    assert_eq!(ran.code, Some(0));
    // 47,000 of 81,000 inhabitants are 58.02 %. Of 3 live cells 1 is told disturbed and 1 has none but a broken link; 5 are not live.
    let expected = "OZG OK: 3 von 8 Feldern online, Stand 31.10.2026, 23 Tage alt | reach=37.5%;;;0;100 \
                    inhabitants=58%;;;0;100 live=3;;;0;8 everywhere=1;;;0;3 overdue=1;;;0;5 stalled=1;;;0;5 \
                    unreported=1;;;0;8 disturbed=2;;;0;3 problems=0;0;;0; age=23;45;;;\n";
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "");
}

#[test]
fn thresholds_decide_the_exit_code() {
    let health = |arguments: &[&str]| {
        let ran = on_hamlet(&[&["check", "--nagios"], arguments].concat());
        let word = ran.stdout.split([' ', ':']).nth(1).unwrap().to_owned();
        (ran.code.unwrap(), word)
    };
    let is = |code, word: &str| (code, word.to_owned());
    assert_eq!(health(&["-w", "reach=37:"]), is(0, "OK"));
    assert_eq!(health(&["-w", "reach=38:"]), is(1, "WARNING"));
    assert_eq!(
        health(&["-w", "reach=38:", "-c", "overdue=0"]),
        is(2, "CRITICAL")
    );
    assert_eq!(health(&["-c", "overdue=@1:1"]), is(2, "CRITICAL"));
    assert_eq!(health(&["-w", "age=22"]), is(1, "WARNING"));
    assert_eq!(health(&["-c", "stalled=1"]), is(0, "OK"));
    // Nobody would see that the chamber alone has no inhabitants.
    let nobody = ["-w", "inhabitants=50:", "--filter", "body=hwk:heide"];
    assert_eq!(health(&nobody), is(3, "UNKNOWN"));
    for wrong in [
        &["-w", "reach"][..],
        &["-w", "dragons=1"],
        &["-c", "reach=9:1"],
        &["--frobnicate"],
        &["--filter", "phase="],
    ] {
        assert_eq!(health(wrong), is(3, "UNKNOWN"), "{wrong:?}");
    }
    let ran = on_hamlet(&["check", "--nagios", "--filter", "phase<<"]);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert!(
        lines.len() == 1 && !lines[0].contains("u{a}"),
        "{}",
        ran.stdout
    );
}

#[test]
fn faulty_data_warns_and_missing_data_is_unknown() {
    let folder = copy();
    let path = folder.path().join("rollout/2026-10-31.ron");
    fs::write(&path, "(schema: 1").unwrap();
    let ran = on(folder.path(), &["check", "--nagios", "-w", "age=100"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stdout
            .starts_with("OZG WARNING: problems 1 (warning 0); "),
        "{}",
        ran.stdout
    );
    let ran = on(Path::new("/nowhere"), &["check", "--nagios"]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stdout
            .starts_with("OZG UNKNOWN: /nowhere: Der Datenordner ist nicht da."),
        "{}",
        ran.stdout
    );
}

/// Name and labels of a sample, and its value.
fn samples(text: &str) -> Vec<(&str, f64)> {
    let samples = text.lines().filter(|line| !line.starts_with('#'));
    samples
        .map(|line| {
            let (name, value) = line.rsplit_once(' ').unwrap();
            (name, value.parse().unwrap())
        })
        .collect()
}

#[test]
fn metrics_are_the_figures_with_the_date_of_the_data() {
    let ran = on_hamlet(&["metrics"]);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    let samples = samples(&ran.stdout);
    let value = |name: &str| samples.iter().find(|(known, _)| *known == name).unwrap().1;
    let land = "land=\"030000000000\"";
    let cells = |service, phase| {
        value(&format!(
            "ozgtop_cells{{{land},service=\"{service}\",phase=\"{phase}\"}}"
        ))
    };
    assert!((cells("zulassung", "live") - 2.0).abs() < 1e-9);
    assert!((cells("gewerbe", "unknown") - 1.0).abs() < 1e-9);
    let reach =
        format!("ozgtop_reach_ratio{{{land},service=\"anmeldung\",weighting=\"inhabitants\"}}");
    assert!((value(&reach) - 20_000.0 / 27_000.0).abs() < 1e-9);
    let status =
        format!("ozgtop_service_status{{{land},service=\"zulassung\",status=\"everywhere\"}}");
    assert!((value(&status) - 1.0).abs() < 1e-9);
    // 31 October 2026, midnight UTC: `date -u -d 2026-10-31 +%s`.
    let date = format!("ozgtop_snapshot_timestamp_seconds{{{land}}}");
    assert!((value(&date) - 1_793_404_800.0).abs() < 1e-9);
    // Each family is announced once, before its samples, and no sample stands twice.
    let mut known = Vec::new();
    for line in ran.stdout.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let name = rest.strip_suffix(" gauge").unwrap();
            assert!(!known.contains(&name), "{name}");
            known.push(name);
        } else if !line.starts_with('#') {
            assert_eq!(line.split('{').next(), known.last().copied());
        }
    }
    let mut names: Vec<_> = samples.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), samples.len());
}

#[test]
fn the_collector_finds_a_whole_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().to_str().unwrap();
    for _ in 0..2 {
        let ran = on_hamlet(&["metrics", "--textfile", text]);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(0)));
    }
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|item| item.unwrap().file_name())
        .collect();
    assert_eq!(names, ["ozgtop.prom"]);
    let written = fs::read_to_string(folder.path().join("ozgtop.prom")).unwrap();
    assert_eq!(written, on_hamlet(&["metrics"]).stdout);
    let ran = on_hamlet(&["metrics", "--textfile", "/nowhere/at/all"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("Ordner") && !ran.stderr.contains("os error"),
        "{}",
        ran.stderr
    );
    let data = copy();
    let ran = on(
        data.path(),
        &["metrics", "--textfile", data.path().to_str().unwrap()],
    );
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("Datenordner"), "{}", ran.stderr);
    assert!(!data.path().join("ozgtop.prom").exists());
    assert_eq!(
        on_hamlet(&["metrics", "--weighting", "bodies"]).code,
        Some(2)
    );
}

#[test]
fn figures_of_chosen_cells_bear_the_filter_as_a_label() {
    let (whole, part) = (
        on_hamlet(&["metrics"]).stdout,
        on_hamlet(&["metrics", "--filter", "service=zulassung"]).stdout,
    );
    assert!(!whole.contains("filter=\""));
    let about_all = ["build_info", "snapshot", "data_problems", "service_status"];
    for line in part.lines().filter(|line| !line.starts_with('#')) {
        let of_all = about_all
            .iter()
            .any(|name| line.starts_with(&format!("ozgtop_{name}")));
        let labelled = line.contains(",filter=\"service=zulassung\"");
        assert_eq!(labelled, !of_all, "{line}");
    }
}

#[test]
fn waiting_tells_that_the_data_folder_is_not_there() {
    let nowhere = Path::new("/nowhere/at/all");
    let ran = on(nowhere, &["wait", "--until", "live>=1", "--timeout", "0"]);
    assert_eq!(ran.code, Some(1));
    let told = ran
        .stderr
        .matches("Datenordner ist nicht da: /nowhere/at/all");
    assert_eq!(told.count(), 2, "{}", ran.stderr);
    let ran = on_hamlet(&[
        "wait",
        "--until",
        "reach >= 80 oder overdue=0",
        "--timeout",
        "0",
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("reach >= 80 oder overdue=0"),
        "{}",
        ran.stderr
    );
}

#[test]
fn waiting_ends_when_it_is_true_or_the_time_is_over() {
    let wait = |until, timeout| on_hamlet(&["wait", "--until", until, "--timeout", timeout]);
    assert_eq!(wait("live=3 and overdue<=1", "0").code, Some(0));
    let over = wait("live=3 und reach>=40 und snapshot>=2026-11-30", "0");
    assert_eq!(over.code, Some(1));
    let said = "ozgtop: die Zeit ist um, noch nicht erfuellt: reach>=40, gemessen 37,50 %; \
                snapshot>=2026-11-30, gemessen 31.10.2026\n";
    assert_eq!(over.stderr, said);
    assert_eq!(wait("dragons>1", "0").code, Some(2));
    assert_eq!(wait("live>1", "soon").code, Some(2));
}

#[test]
fn waiting_sees_a_new_snapshot() {
    let folder = copy();
    let target = folder.path().join("rollout/2026-10-31.ron");
    let writer = thread::spawn(move || {
        thread::sleep(Duration::from_millis(600));
        let draft = target.with_extension("tmp");
        fs::copy(hamlet::folder().join("rollout/2026-10-31.ron"), &draft).unwrap();
        fs::rename(draft, target).unwrap();
    });
    let until = ["wait", "--until", "snapshot>=2026-10-31", "--every", "1s"];
    let ran = on(folder.path(), &[&until[..], &["--timeout", "20s"]].concat());
    writer.join().unwrap();
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
}

#[test]
fn shells_get_completions_that_they_understand() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = on_hamlet(&["completions", shell]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stdout.contains("simulate") && !ran.stdout.contains("\\u{"));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ozgtop.bash");
    let script = on_hamlet(&["completions", "bash"]).stdout;
    fs::write(&path, script).unwrap();
    // What the shell itself offers after "ozgtop ch".
    let ask = format!(
        "source {}; COMP_WORDS=(ozgtop ch); COMP_CWORD=1; _ozgtop ozgtop ch ozgtop; echo ${{COMPREPLY[@]}}",
        path.display()
    );
    let Ok(output) = Command::new("bash").args(["-c", &ask]).output() else {
        eprintln!("skipped: no bash here");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "check");
}
