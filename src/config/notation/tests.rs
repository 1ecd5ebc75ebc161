//! What is sound is read, what is broken is told, and any text comes to an end.

use super::*;

fn names(text: &str) -> Vec<String> {
    entries(text).0.into_iter().map(|it| it.name).collect()
}

#[test]
fn a_sound_file_is_read_whole() {
    let text = "#![enable(implicit_some)]\n( // head\n a: 90, /* b */ b: \"x\\\"\\u{e4}\", c: Some(true),\n \
                d: {\"k\": [\"<enter>\", \"o\"],}, e: [], f: None, g: -1)\n";
    let (entries, flaws) = entries(text);
    assert_eq!(flaws, []);
    let shapes: Vec<_> = entries.iter().map(|it| it.value.shape.clone()).collect();
    assert_eq!(shapes[0], Shape::Number("90".into()));
    assert_eq!(shapes[1], Shape::Text("x\"ä".into()));
    assert_eq!(shapes[2], Shape::Switch(true));
    assert!(matches!(&shapes[3], Shape::Map(map) if map.len() == 1));
    assert_eq!(shapes[4], Shape::List(Vec::new()));
    assert_eq!(shapes[5], Shape::Nothing);
    assert_eq!(shapes[6], Shape::Number("-1".into()));
    assert_eq!(entries[0].at, text.find("a:").unwrap());
}

#[test]
fn what_stands_after_a_fault_is_read_all_the_same() {
    for (text, found, place) in [
        (
            "(\n a: ,\n b: 1)",
            "b",
            (6, Broken::Expected(Wanted::Value, Some(','))),
        ),
        (
            "(a: 1 b: 2)",
            "ab",
            (6, Broken::Expected(Wanted::Sign(','), Some('b'))),
        ),
        ("(\na: \"x,\nb: 2,\n)", "b", (5, Broken::Unclosed('"'))),
        (
            "(a 1,\nb: 2)",
            "b",
            (3, Broken::Expected(Wanted::Sign(':'), Some('1'))),
        ),
        (
            "(a: [1, 2,\nb: 2)",
            "b",
            (12, Broken::Expected(Wanted::Sign(','), Some(':'))),
        ),
        ("(a: 1", "a", (0, Broken::Unclosed('('))),
        ("(a: {\"x\": 1", "", (4, Broken::Unclosed('{'))),
        (
            "a: 1",
            "a",
            (0, Broken::Expected(Wanted::Sign('('), Some('a'))),
        ),
        (
            "(a: 1) b",
            "a",
            (7, Broken::Expected(Wanted::End, Some('b'))),
        ),
        (
            "(= 1,\na: 1)",
            "a",
            (1, Broken::Expected(Wanted::Name, Some('='))),
        ),
        ("", "", (0, Broken::Expected(Wanted::Sign('('), None))),
    ] {
        let (_, flaws) = entries(text);
        assert_eq!(
            (names(text).concat().as_str(), &flaws[0]),
            (found, &place),
            "{text}"
        );
    }
}

#[test]
fn any_text_comes_to_an_end() {
    let deep = "(a: ".to_owned() + &"[".repeat(100_000);
    assert!(!entries(&deep).1.is_empty());
    let text = include_str!("../../../config/default.ron");
    for (end, _) in text.char_indices() {
        entries(&text[..end]);
        entries(&text[end..]);
    }
}
