//! What is printed is read as the same; what is not an address is a mistake at a place.

use proptest::prelude::*;

use super::*;

fn line(text: &str) -> String {
    parse(text).map_or_else(|mistake| format!("{mistake:?}"), |it| it.to_string())
}

#[test]
fn addresses_are_printed_as_they_were_typed() {
    for text in [
        "overview",
        "district/03454?service=wohngeld&compare=2026-09-30",
        "services?filter=phase<live and district=03454&sort=-reach_bodies",
        "matrix/provider?folded",
        "provider/Rechenzentrum%20Wacholder",
        "provider/",
        "municipality/hwk:hannover",
        "services?filter=text~\"a%27b %25 %26\"&columns=name,phases",
    ] {
        assert_eq!(line(text), text);
    }
    assert_eq!(
        line(" services?filter=a%20b&sort=na\nme "),
        "services?filter=a b&sort=name"
    );
}

#[test]
fn what_is_wrong_has_a_place() {
    let wrong = |text: &str| parse(text).unwrap_err();
    let unknown = |word: &str, wanted, near: &str| What::Unknown {
        word: word.to_owned(),
        wanted,
        near: vec![near.to_owned()],
    };
    for (text, at, what) in [
        ("", 0, What::Missing(Wanted::Screen)),
        ("  ", 0, What::Missing(Wanted::Screen)),
        ("servics", 0, unknown("servics", Wanted::Screen, "services")),
        (
            "map?servise=x",
            4,
            unknown("servise", Wanted::Parameter, "service"),
        ),
        ("map?sort=a&sort=b", 11, What::Twice("sort".to_owned())),
        ("matrix?folded&all", 14, What::Twice("all".to_owned())),
        ("map?filter=ä%C3", 12, What::Unreadable),
        ("map?filter=%4", 11, What::Unreadable),
        ("map?filter=a%0A", 12, What::Unreadable),
    ] {
        assert_eq!(wrong(text), Mistake { at, what }, "{text}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let visible = |text: &String| !text.chars().any(crate::domain::text::is_invisible);
    "\\PC{0,12}".prop_filter("what cannot be seen is no part of an address", visible)
}

fn word() -> impl Strategy<Value = Option<Word>> {
    proptest::option::of(text().prop_map(|text| Word::new(&text)))
}

fn address() -> impl Strategy<Value = Address> {
    let first = proptest::sample::select(&SCREENS[..]);
    let rest = proptest::collection::vec(text(), 0..3);
    let form = proptest::option::of(proptest::sample::select(&FORMS[..]));
    let keys = proptest::collection::vec(text().prop_filter("a key", |it| !it.is_empty()), 0..3);
    let named = (word(), word(), word(), word(), word(), word(), word());
    (first, rest, form, keys, named).prop_map(|(first, rest, form, keys, named)| Address {
        path: std::iter::once(first.to_owned())
            .chain(rest)
            .map(|it| Word::new(&it))
            .collect(),
        form: form.map(Word::new),
        filter: named.0,
        date: named.1,
        compare: named.2,
        sort: named.3,
        weighting: named.4,
        service: named.5,
        select: named.6,
        columns: keys.iter().map(|key| Word::new(key)).collect(),
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_the_same(address in address()) {
        let printed = address.to_string();
        prop_assert!(!printed.contains('\''));
        prop_assert_eq!(parse(&printed), Ok(address));
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        let _ = parse(&text);
        let _ = parse(&format!("services?{text}"));
    }
}
