//! The two references of the data format: their examples load and say what the text says, and no field is left out.

use ozgtop::domain::cell::{Cell, Marks};
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::evidence::Coverage;
use ozgtop::domain::phase::Phase;
use ozgtop::domain::service::Change;
use ozgtop::domain::target::Target;
use ozgtop::store::{self, Limits, Source, write};
use ozgtop::texts::{DE, EN};

/// The shapes; what a file is written in follows from them.
const SHAPES: [&str; 3] = [
    include_str!("../../src/store/shapes.rs"),
    include_str!("../../src/store/shapes/former.rs"),
    include_str!("../../src/store/shapes/outlines.rs"),
];

/// Both references with the head of their tables of fields.
fn references() -> [(&'static str, &'static str); 2] {
    [
        (DE.format_reference, "| Angabe"),
        (EN.format_reference, "| field"),
    ]
}

/// The fenced blocks that name a file: path, content.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((notation, path)) = line
            .strip_prefix("```")
            .and_then(|info| info.split_once(' '))
        else {
            continue;
        };
        assert!(
            path.ends_with(&format!(".{notation}")),
            "{path} is called {notation}"
        );
        let body: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push((path.to_owned(), body.join("\n")));
    }
    found
}

fn load(text: &str) -> Dataset {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let files = examples(text);
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "land.ron",
            "bodies.ron",
            "services.ron",
            "outlines.ron",
            "rollout/2026-09-30.ron",
            "rollout/2026-10-31.json",
            "evidence/2026-10-31.json"
        ]
    );
    let bytes = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()));
    write::new_folder(&data, bytes).unwrap();
    store::load(&Source::Folder(data), Limits::default())
}

fn cell(data: &Dataset, date: &str, service: &str, body: &str) -> Cell {
    let at = data
        .rollout
        .find(ozgtop::domain::date::parse(date).unwrap())
        .unwrap();
    let service = data.catalogue.find(service).unwrap();
    let body = data.register.find(body).unwrap();
    data.rollout
        .cell(at, data.responsibility.cell(service, body).unwrap())
}

#[test]
fn the_examples_load_and_yield_the_cells_that_the_text_counts() {
    for (text, _) in references() {
        let data = load(text);
        assert_eq!(data.problems, []);
        assert_eq!(data.land.headlines.len(), 1);
        assert_eq!(data.land.target, Target::read(95, "2026-12-31"));
        assert_eq!((data.register.len(), data.catalogue.len()), (8, 3));
        assert_eq!(data.outlines.rings().count(), 2);
        let gifhorn = data.register.find("031510000000").unwrap();
        let tile = data.outlines.tile(gifhorn).unwrap();
        assert_eq!((tile.column(), tile.row()), (1, 0));
        let cells: Vec<_> = data
            .responsibility
            .slots()
            .map(|(_, slot)| {
                let service = data.catalogue.service(slot.service).key.as_str();
                (service, data.register.body(slot.body).key.as_str())
            })
            .collect();
        assert_eq!(
            cells,
            [
                ("ummeldung", "034030000000"),
                ("ummeldung", "031515401000"),
                ("ummeldung", "031510009009"),
                ("wohngeld", "031510000000"),
                ("wohngeld", "034030000000"),
                ("wohngeld", "031510009009"),
                ("buergergeld", "jc:03151"),
            ]
        );
        let service = data.catalogue.find("ummeldung").unwrap();
        for (place, acting) in [
            ("031515401039", "031515401000"),
            ("031510025025", "031510009009"),
        ] {
            let place = data.register.find(place).unwrap();
            let cell = data.responsibility.serving(service, place).unwrap();
            let acting = data.register.find(acting);
            assert_eq!(
                data.responsibility.slot(cell).map(|slot| slot.body),
                acting,
                "{place:?}"
            );
        }
        let rule = data.catalogue.service(service);
        let [exception] = rule.exceptions.as_slice() else {
            panic!("{rule:?}")
        };
        assert!(matches!(exception.change, Change::DelegateTo(_)));
    }
}

#[test]
fn the_examples_say_what_a_missing_cell_means() {
    for (text, _) in references() {
        let data = load(text);
        assert!(data.is_synthetic());
        let newest = data.rollout.newest().unwrap();
        assert_eq!((data.rollout.len(), newest.0), (2, 1));
        let reported = |at| {
            let cells = data.rollout.cells(at);
            cells.iter().filter(|cell| cell.phase.is_some()).count()
        };
        assert_eq!(reported(newest.previous().unwrap()), 3, "four are missing");
        assert_eq!(reported(newest), 3, "changes forget nothing");
        let before = cell(&data, "2026-09-30", "ummeldung", "031515401000");
        assert_eq!(before.phase, Some(Phase::Onboarding));
        assert!(before.provider.is_some() && before.procedure.is_some());
        let after = cell(&data, "2026-10-31", "ummeldung", "031515401000");
        assert_eq!(after.phase, Some(Phase::Live));
        assert_eq!(
            after.marks,
            Marks::DISTURBED.with(Marks::OWN_SOLUTION),
            "own and disturbed"
        );
        assert_eq!(
            (after.provider, after.planned, after.updated),
            (None, None, None),
            "a row replaces the cell as a whole"
        );
        let paused = cell(&data, "2026-10-31", "wohngeld", "031510000000");
        assert_eq!(paused.phase, Some(Phase::Planned));
        assert!(paused.marks.has(Marks::DEFERRED));
        let detail = paused.detail.and_then(|id| data.rollout.values.detail(id));
        assert!(detail.unwrap().blocker.is_some());
        let live = cell(&data, "2026-10-31", "ummeldung", "034030000000");
        let detail = live.detail.and_then(|id| data.rollout.values.detail(id));
        let maturity = detail.and_then(|detail| detail.maturity.as_ref()).unwrap();
        assert_eq!((maturity.level, maturity.model.as_str()), (4, "2.0"));
    }
}

#[test]
fn the_example_of_evidence_says_what_the_index_shows() {
    for (text, _) in references() {
        let data = load(text);
        let [evidence] = &*data.evidence else {
            panic!("{:?}", data.evidence)
        };
        let service = data.catalogue.find("ummeldung").unwrap();
        let body = data.register.find("034030000000").unwrap();
        let cell = data.responsibility.cell(service, body).unwrap();
        let seen = evidence.seen(cell).unwrap();
        assert_eq!((seen.working, seen.broken, seen.inactive), (1, 0, 0));
        assert_eq!(seen.coverage, Some(Coverage::District));
        assert_eq!(evidence.entries().len(), 1);
        let newest = data.rollout.newest().unwrap();
        assert!(data.evidence_on(newest).is_some());
        assert!(data.evidence_on(newest.previous().unwrap()).is_none());
    }
}

/// The names of all fields that serde reads, as they stand in files.
fn fields() -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut renamed = None;
    for line in SHAPES.iter().flat_map(|text| text.lines()).map(str::trim) {
        if let Some((_, rest)) = line.split_once("rename = \"") {
            renamed = rest.split('"').next();
        }
        let field = line
            .strip_prefix("pub(super) ")
            .or_else(|| line.strip_prefix("pub(in crate::store) "))
            .filter(|rest| rest.ends_with(','))
            .and_then(|rest| rest.split_once(": "));
        if let Some((name, _)) = field {
            fields.push(renamed.take().unwrap_or(name));
        }
    }
    fields
}

#[test]
fn every_field_is_described_and_none_is_invented() {
    let fields = fields();
    assert!(
        fields.len() > 70 && fields.contains(&"source"),
        "{fields:?}"
    );
    for (text, head) in references() {
        for field in &fields {
            assert!(
                text.contains(&format!("`{field}`")),
                "{field} is not described"
            );
        }
        let mut inside = false;
        for line in text.lines() {
            inside = line.starts_with(head) || inside && line.starts_with('|');
            let column = line.split('|').nth(1).filter(|_| inside);
            for name in column
                .into_iter()
                .flat_map(|it| it.split('`').skip(1).step_by(2))
            {
                assert!(fields.contains(&name), "{name} is invented");
            }
        }
    }
}

#[test]
fn every_allowed_word_is_described() {
    use ozgtop::domain::body::{Class, Designation};
    let phases = Phase::ALL.map(Phase::key);
    let classes = Class::CODES.map(|(_, code)| code);
    let designations = Designation::CODES.map(|(_, code)| code);
    let words = ["unknown", "complete", "changes", "efa", "own", "RG"];
    let changes = ["add", "remove", "delegate"];
    let reaches = Coverage::WORDS.map(|(_, key)| key);
    for (text, _) in references() {
        for word in [
            &phases[..],
            &classes,
            &designations,
            &words,
            &changes,
            &reaches,
        ]
        .concat()
        {
            assert!(
                text.contains(&format!("`{word}`")),
                "{word} is not described"
            );
        }
        assert!(text.lines().count() < 280);
    }
}

#[test]
fn a_delegation_says_so() {
    let text = DE.format_reference;
    let with = |wrong: &str| {
        let data = load(&text.replace("change: \"delegate\"", wrong));
        let [problem] = data.problems.as_slice() else {
            panic!("{:?}", data.problems)
        };
        format!("{:?}", problem.fault)
    };
    assert!(with("change: \"add\"").contains("allowed: \"delegate\""));
    let without = load(&text.replace("to: \"031510009009\", ", ""));
    let fault = format!("{:?}", without.problems);
    assert!(fault.contains("MissingField"), "{fault}");
}
