//! The text of a filter: what is written is read again, no text breaks it, what is offered can be taken.

use ozgtop::analysis::select::{Field, Filter, Operator, Term, Tree, complete, parse};
use proptest::prelude::*;

use crate::session::bundled;

/// Every field with the operators that it takes.
fn term() -> impl Strategy<Value = Term> {
    let fields = Field::WORDS.map(|(field, _)| field);
    let value = prop_oneof![
        "[a-zäöüß0-9%?.:/-]{1,8}",
        "[ -~äöü\"„“]{1,12}",
        Just("and".to_owned()),
        Just("nicht".to_owned()),
        Just("phase".to_owned()),
        Just(String::new()),
    ];
    (
        proptest::sample::select(fields.to_vec()),
        proptest::sample::select(Operator::ALL.to_vec()),
        proptest::collection::vec(value, 1..4),
    )
        .prop_map(|(field, operator, values)| Term {
            field,
            operator,
            values,
        })
}

/// Trees as reading makes them: nothing joined with itself, nothing empty.
fn tree() -> impl Strategy<Value = Tree<Term>> {
    term()
        .prop_map(Tree::Term)
        .prop_recursive(5, 40, 4, |inner| {
            let some = proptest::collection::vec(inner.clone(), 2..4);
            let not_or = |part: &Tree<Term>| !matches!(part, Tree::Or(_));
            let not_and = |part: &Tree<Term>| !matches!(part, Tree::And(_));
            prop_oneof![
                some.clone()
                    .prop_filter("flat", move |parts| parts.iter().all(not_or))
                    .prop_map(Tree::Or),
                some.prop_filter("flat", move |parts| parts.iter().all(not_and))
                    .prop_map(Tree::And),
                inner.prop_map(|part| Tree::Not(Box::new(part))),
            ]
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(tree in tree()) {
        let written = tree.to_string();
        let read = parse(&written).unwrap().unwrap();
        let read = read.try_map::<_, ()>(&mut |it| Ok(it.term.clone())).unwrap();
        prop_assert_eq!(read, tree, "{}", written);
    }

    #[test]
    fn no_text_breaks_it(text in "(phase|kreis|planned|reach|[a-z]{1,3}|[=!<>~,()\" ]|[0-9]{1,3}|\\PC){0,20}") {
        let data = bundled();
        let _ = Filter::read(&text, &data);
        let length = text.chars().count();
        for tongue in 0..2 {
            let completion = complete(&text, &data, tongue);
            prop_assert!(completion.from <= length);
        }
        if let Err(mistake) = Filter::read(&text, &data) {
            prop_assert!(mistake.at <= length);
        }
    }
}

#[test]
fn what_is_offered_can_be_read() {
    let data = bundled();
    for (begin, offered) in [
        ("ph", "phase"),
        ("phase", "="),
        ("phase ", "="),
        ("phase<", "offen"),
        ("phase=online,ge", ""),
        ("phase=online o", "oder"),
        ("kreis=osn", "\"KS Osnabrück\""),
        ("kreis=\"LK Os", "\"LK Osnabrück\""),
        ("service=wohn", "wohngeld"),
        ("kommune=Mell", "Melle"),
        ("not (a", "art"),
    ] {
        let completion = complete(begin, &data, 1);
        let first = completion.candidates.first().map_or("", String::as_str);
        assert_eq!(first, offered, "{begin}");
        let stem: String = begin.chars().take(completion.from).collect();
        for candidate in completion
            .candidates
            .iter()
            .filter(|_| stem.ends_with(['=', ',']))
        {
            let text = format!("{stem}{candidate}");
            assert!(Filter::read(&text, &data).is_ok(), "{text}");
        }
    }
}
