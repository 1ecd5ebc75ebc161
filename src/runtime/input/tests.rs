//! Byte strings and what they mean, each of them whole, byte by byte and cut in two at every place.

use super::{Decoder, Input, PARAMS_LIMIT, PASTE_LIMIT, PATIENCE};
use crate::app::key::Key;
use crate::runtime::asking::Answer;
use crate::ui::appearance::Background;
use crate::ui::theme::Palette;
use proptest::prelude::*;

fn key(c: char) -> Input {
    Input::Key(Key::Char(c))
}

fn ctrl(c: char) -> Input {
    Input::Key(Key::Ctrl(c))
}

fn paste(text: &str) -> Input {
    Input::Paste(text.to_owned())
}

fn decode<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Input> {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    for chunk in chunks {
        decoder.feed(chunk, &mut out);
    }
    if decoder.pending() {
        decoder.flush(&mut out);
    }
    out
}

/// What the operator did: keys and pastes alone.
fn typed(chunks: Vec<&[u8]>) -> Vec<Input> {
    let mut out = decode(chunks);
    out.retain(|input| !matches!(input, Input::Answer(_)));
    out
}

fn check(bytes: &[u8], expected: &[Input]) {
    check_as(typed, bytes, expected);
}

fn check_as(decode: fn(Vec<&[u8]>) -> Vec<Input>, bytes: &[u8], expected: &[Input]) {
    let shown = bytes.escape_ascii();
    assert_eq!(decode(vec![bytes]), expected, "whole: {shown}");
    assert_eq!(
        decode(bytes.chunks(1).collect()),
        expected,
        "by bytes: {shown}"
    );
    for at in 0..=bytes.len() {
        let (left, right) = bytes.split_at(at);
        assert_eq!(decode(vec![left, right]), expected, "cut at {at}: {shown}");
    }
}

/// Every sequence also has to leave the decoder ready for the next key.
fn check_key(bytes: &[u8], expected: Key) {
    check(bytes, &[Input::Key(expected)]);
    check(&[bytes, b"x"].concat(), &[Input::Key(expected), key('x')]);
}

#[test]
fn characters_and_controls() {
    check(
        "aA/ä€😀".as_bytes(),
        &['a', 'A', '/', 'ä', '€', '😀'].map(key),
    );
    check(b"\x00", &[]);
    check(b"\x01\x03\x1a", &[ctrl('a'), ctrl('c'), ctrl('z')]);
    check(b"\x1c\x1d\x1e\x1f", &['\\', ']', '^', '_'].map(ctrl));
    for (bytes, expected) in [
        (b"\x08", Key::Backspace),
        (b"\x7f", Key::Backspace),
        (b"\x09", Key::Tab),
        (b"\x0d", Key::Enter),
        (b"\x0a", Key::Enter),
    ] {
        check_key(bytes, expected);
    }
}

#[test]
fn invalid_utf8_is_dropped_and_what_follows_is_kept() {
    for bytes in [
        &b"\xff"[..],
        b"\x80",
        b"\xc3",
        b"\xc0\xaf",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xc2\x9b", // A C1 control.
    ] {
        check(&[bytes, b"a"].concat(), &[key('a')]);
        check(&[bytes, "é".as_bytes()].concat(), &[key('é')]);
        check(&[bytes, b"\x1b[A"].concat(), &[Input::Key(Key::Up)]);
    }
}

#[test]
fn named_keys() {
    for (bytes, expected) in [
        (&b"\x1b[A"[..], Key::Up),
        (b"\x1b[B", Key::Down),
        (b"\x1b[C", Key::Right),
        (b"\x1b[D", Key::Left),
        (b"\x1bOA", Key::Up),
        (b"\x1bOB", Key::Down),
        (b"\x1bOC", Key::Right),
        (b"\x1bOD", Key::Left),
        (b"\x1b[1;5A", Key::Up),
        (b"\x1bO5B", Key::Down),
        (b"\x1b[a", Key::Up),
        (b"\x1bOd", Key::Left),
        (b"\x1b[H", Key::Home),
        (b"\x1bOH", Key::Home),
        (b"\x1b[1~", Key::Home),
        (b"\x1b[7~", Key::Home),
        (b"\x1b[F", Key::End),
        (b"\x1bOF", Key::End),
        (b"\x1b[4~", Key::End),
        (b"\x1b[8~", Key::End),
        (b"\x1b[1;2H", Key::Home),
        (b"\x1b[7$", Key::Home),
        (b"\x1b[8^", Key::End),
        (b"\x1b[8@", Key::End),
        (b"\x1b[2~", Key::Insert),
        (b"\x1b[3~", Key::Delete),
        (b"\x1b[3;5~", Key::Delete),
        (b"\x1b[5~", Key::PageUp),
        (b"\x1b[6~", Key::PageDown),
        (b"\x1b[6;2~", Key::PageDown),
        (b"\x1b[Z", Key::BackTab),
        (b"\x1bOM", Key::Enter),
        (b"\x1bOP", Key::F(1)),
        (b"\x1bOS", Key::F(4)),
        (b"\x1b[P", Key::F(1)),
        (b"\x1b[R", Key::F(3)),
        (b"\x1b[1;5Q", Key::F(2)),
        (b"\x1b[11~", Key::F(1)),
        (b"\x1b[15~", Key::F(5)),
        (b"\x1b[17~", Key::F(6)),
        (b"\x1b[21~", Key::F(10)),
        (b"\x1b[23~", Key::F(11)),
        (b"\x1b[24~", Key::F(12)),
        (b"\x1b[24;5~", Key::F(12)),
        (b"\x1b[[A", Key::F(1)),
        (b"\x1b[[E", Key::F(5)),
    ] {
        check_key(bytes, expected);
    }
}

#[test]
fn escape_stands_for_itself_unless_a_sequence_follows() {
    let esc = Input::Key(Key::Esc);
    check(b"\x1b", std::slice::from_ref(&esc));
    check(b"\x1bj", &[esc.clone(), key('j')]);
    check("\x1bä".as_bytes(), &[esc.clone(), key('ä')]);
    check(b"\x1b\r", &[esc.clone(), Input::Key(Key::Enter)]);
    check(b"\x1b\x1b", &[esc.clone(), esc.clone()]);
    check(b"\x1b\x1b[A", &[esc, Input::Key(Key::Up)]);
    check(b"\x1b[1;", &[]);
    check(b"\x1bO", &[]);
    check(b"\x1b[1\x1b[B", &[Input::Key(Key::Down)]);
    check(b"\x1b[1\x03", &[ctrl('c')]);
}

#[test]
fn answers_and_unknown_sequences_never_leak() {
    for bytes in [
        &b"\x1b[?62;22c"[..],
        b"\x1b[>41;354;0c",
        b"\x1b[0c",
        b"\x1b[24;80R",
        b"\x1b[1;2R",
        b"\x1b[0n",
        b"\x1b[?2026;2$y",
        b"\x1b[4;2$y",
        b"\x1b[8;24;80t",
        b"\x1b[?1;0;256S",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[<0;12;7M",
        b"\x1b[<0;12;7m",
        b"\x1b[M !q",
        b"\x1b[M\xa0\xff\x1b",
        b"\x1b[27;5;105~",
        b"\x1b[97;5u",
        b"\x1b[201~",
        b"\x1b[25~",
        b"\x1b[999~",
        b"\x1b[~",
        b"\x1b[ q",
        b"\x1b[[Z",
        b"\x1bOz",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]0;Überschrift\x1b\\".as_bytes(),
        b"\x1bP>|xterm(388)\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1bPa\x07b\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b^x\x1b\\",
        b"\x1bXx\x1b\\",
        b"\x1bPab\x18",
        b"\x1bPtmux;\x1b\x1b\x1b\\",
    ] {
        check(bytes, &[]);
        check(&[bytes, b"j"].concat(), &[key('j')]);
        check(&[bytes, bytes, b"\x1b[A"].concat(), &[Input::Key(Key::Up)]);
    }
    check(
        &[b"\x1b[", [b'1'; 200].as_slice(), b"mk"].concat()[..],
        &[key('k')][..],
    );
}

#[test]
fn answers_are_read_wherever_they_are_cut() {
    let black = Answer::Background(Background { rgb: [0; 3] });
    let colours = Answer::Colours(Palette::True);
    for (bytes, expected) in [
        (&b"\x1b]11;rgb:0000/0000/0000\x07"[..], &[black][..]),
        (b"\x1b]11;rgb:00/00/00\x1b\\", &[black]),
        (b"\x1bP1$r0;48:2::1:2:3m\x1b\\", &[colours]),
        (b"\x1bP1+r524742=8\x1b\\", &[colours]),
        (b"\x1b[?62;22c", &[Answer::Done]),
        (b"\x1b]11;rgb:0/0/0\x07\x1b[?6c", &[black, Answer::Done]),
        (b"\x1b]11;rgb:0/0\x07", &[]),
        (b"\x1b]11;rgb:0/0/0\x18", &[]),
        (b"\x1b]12;rgb:0/0/0\x07", &[]),
        (b"\x1b_11;rgb:0/0/0\x1b\\", &[]),
        (b"\x1b]11;rgb:0/0/0\x1b[?6c", &[Answer::Done]),
    ] {
        let expected: Vec<_> = expected.iter().copied().map(Input::Answer).collect();
        check_as(|chunks| decode(chunks), bytes, &expected);
    }
    let endless = [
        b"\x1b]11;rgb:0/0/0",
        vec![b'0'; 100_000].as_slice(),
        b"\x07j",
    ]
    .concat();
    assert_eq!(decode([endless.as_slice()]), [key('j')]);
}

#[test]
fn half_an_answer_waits_for_the_rest_for_two_seconds() {
    for (front, back) in [
        (&b"\x1b]11;r"[..], &b"gb:0/0/0\x07"[..]),
        (b"\x1b]1", b"1;rgb:0/0/0\x07"),
        (b"\x1bP1$r", b"0m\x1b\\"),
        (b"\x1b[?6", b"2;22c"),
    ] {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(front, &mut out);
        for _ in 1..PATIENCE {
            decoder.flush(&mut out);
        }
        decoder.feed(back, &mut out);
        decoder.feed(b"j", &mut out);
        out.retain(|input| !matches!(input, Input::Answer(_)));
        assert_eq!(out, [key('j')], "{}", front.escape_ascii());
        // And no longer.
        decoder.feed(front, &mut out);
        for _ in 0..PATIENCE {
            decoder.flush(&mut out);
        }
        assert!(!decoder.pending());
    }
}

#[test]
fn pastes() {
    check(b"\x1b[200~\x1b[201~", &[paste("")]);
    check(
        b"a\x1b[200~b\r\x1b[A\x03\x1b[201~c",
        &[key('a'), paste("b\r\x1b[A\x03"), key('c')],
    );
    check(b"\x1b[200~\x1b\x1b[201\x1b[201~", &[paste("\x1b\x1b[201")]);
    check("\x1b[200~Mühle\x1b[201~".as_bytes(), &[paste("Mühle")]);
    check(
        b"\x1b[200~a\xffb\xc3\x1b[201~",
        &[paste("a\u{fffd}b\u{fffd}")],
    );
}

#[test]
fn a_long_paste_is_cut_between_characters() {
    let text = format!("a{}", "ä".repeat(PASTE_LIMIT));
    let bytes = format!("\x1b[200~{text}\x1b[201~j");
    let out = decode(bytes.as_bytes().chunks(1000));
    let kept = format!("a{}", "ä".repeat(PASTE_LIMIT / 2 - 1));
    assert_eq!(out, [paste(&kept), key('j')]);
}

#[test]
fn a_paste_outlives_a_slow_link_but_not_a_lost_end() {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~ab", &mut out);
    for _ in 1..PATIENCE {
        decoder.flush(&mut out);
    }
    assert_eq!((out.len(), decoder.pending()), (0, true));
    decoder.feed(b"c\x1b[2", &mut out);
    for _ in 0..PATIENCE {
        decoder.flush(&mut out);
    }
    assert_eq!((out, decoder.pending()), (vec![paste("abc\x1b[2")], false));
}

#[test]
fn half_a_character_is_not_pending_and_survives_the_deadline() {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\xc3", &mut out);
    assert!(!decoder.pending());
    decoder.flush(&mut out);
    decoder.feed(b"\xa4", &mut out);
    assert_eq!(out, [key('ä')]);
}

/// Random bytes, among which those that mean something to a terminal are frequent.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let tokens = [
        "\x1b",
        "[",
        "O",
        "]",
        "P",
        "200~",
        "201~",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b\\",
        "\x07",
        ";",
        "1",
        "$",
        "M",
        "A",
        "ä",
    ];
    let token = prop::sample::select(tokens.map(str::as_bytes).to_vec()).prop_map(<[u8]>::to_vec);
    let random = prop::collection::vec(any::<u8>(), 1..4);
    prop::collection::vec(prop_oneof![token, random], 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_mean_the_same(bytes in hostile(), size in 1_usize..9) {
        prop_assert_eq!(decode([bytes.as_slice()]), decode(bytes.chunks(size)));
    }

    #[test]
    fn memory_is_bounded(bytes in hostile(), times in 1_usize..40) {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        for _ in 0..times {
            decoder.feed(&bytes, &mut out);
            out.clear();
            prop_assert!(decoder.params.len() <= PARAMS_LIMIT && decoder.paste.len() <= PASTE_LIMIT);
        }
        // However long the peer was silent before, the keyboard comes back.
        for _ in 0..PATIENCE {
            decoder.flush(&mut out);
        }
        prop_assert!(!decoder.pending());
    }

    #[test]
    fn characters_are_those_of_the_standard_library(bytes in prop::collection::vec(0x20_u8.., 0..40)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let expected: Vec<Input> = text.chars().filter(|c| *c == '\x7f' || !c.is_control()).filter(|c| *c != '\u{fffd}')
            .map(|c| if c == '\x7f' { Input::Key(Key::Backspace) } else { key(c) }).collect();
        let mut got = decode([bytes.as_slice()]);
        got.retain(|input| *input != key('\u{fffd}'));
        prop_assert_eq!(got, expected);
    }
}
