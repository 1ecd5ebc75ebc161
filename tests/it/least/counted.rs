//! Tiny pictures whose bytes are counted by hand.

use super::least;

/// A screen of 40 × 12 after these bytes.
fn screen(bytes: &str) -> vt100::Parser {
    let mut parser = vt100::Parser::new(12, 40, 0);
    parser.process(bytes.as_bytes());
    parser
}

/// The least bytes from what the first bytes show to what both show.
fn by(before: &str, change: &str) -> usize {
    let (before, after) = (screen(before), screen(&format!("{before}{change}")));
    least(before.screen(), after.screen())
}

#[test]
fn nothing_changed_costs_nothing() {
    assert_eq!(by("abc", ""), 0);
    // Blanks look the same whatever their colour and weight, and whether they were ever written.
    assert_eq!(by("abc", "\x1b[5;5H\x1b[1;31m   "), 0);
}

#[test]
fn letters_on_a_line() {
    // CSI 5;5H is 6; the letter.
    assert_eq!(by("", "\x1b[5;5Hx"), 6 + 1);
    // In the first column, and in the first line, a number is left out: CSI 5H, CSI ;5H, CSI H.
    assert_eq!(by("", "\x1b[5Hx"), 4 + 1);
    assert_eq!(by("", "\x1b[;5Hx"), 5 + 1);
    assert_eq!(by("", "x"), 3 + 1);
    // In the second column: CSI 5H and the blank before it once more.
    assert_eq!(by("", "\x1b[5;2Hx"), 4 + 1 + 1);
    // Three columns apart: the two between are written again.
    assert_eq!(
        by("\x1b[5Habcdefghijkl", "\x1b[5;5HX\x1b[5;8HY"),
        6 + 1 + 2 + 1
    );
    // Six columns apart: CSI 5C is shorter.
    assert_eq!(
        by("\x1b[5Habcdefghijkl", "\x1b[5;5HX\x1b[5;11HY"),
        6 + 1 + 4 + 1
    );
    // Twenty of three bytes: one, and CSI 19b.
    assert_eq!(by("", &format!("\x1b[5;5H{}", "─".repeat(20))), 6 + 3 + 5);
    // Three of three bytes: CSI 2b is 4, two more would be 6. Four of one byte are as good as CSI 3b.
    assert_eq!(by("", "\x1b[5;5H───"), 6 + 3 + 4);
    assert_eq!(by("", "\x1b[5;5Hxxxxx"), 6 + 5);
}

#[test]
fn what_goes() {
    let line = "\x1b[5Habcdefghijklmnop";
    // CSI 5;4H, CSI K.
    assert_eq!(by(line, "\x1b[5;4H\x1b[K"), 6 + 3);
    // Two blanks are shorter than that.
    assert_eq!(by(line, "\x1b[5;15H\x1b[K"), 7 + 2);
    // Ten of them within a line: CSI 10X.
    assert_eq!(by(line, "\x1b[5;4H\x1b[10X"), 6 + 5);
    // CSI 12X, CSI 6C, the letter in the midst of it.
    assert_eq!(by(line, "\x1b[5;4H\x1b[12X\x1b[6CX"), 6 + 5 + 4 + 1);
    // With four blanks before the letter: these, the letter, CSI 5X.
    assert_eq!(by(line, "\x1b[5;4H\x1b[10X\x1b[4CX"), 6 + 4 + 1 + 4);
    // Ten and a letter after them: a blank and CSI 9b, which moves as well; the letter.
    assert_eq!(by(line, "\x1b[5;4H\x1b[10X\x1b[10CX"), 6 + 1 + 4 + 1);
    // All twelve lines of words: CSI 12S; the cursor does not matter.
    let page = ["Line after line of words"; 12].join("\r\n");
    assert_eq!(by(&page, "\x1b[2J"), 5);
}

#[test]
fn looks() {
    let line = "\x1b[5Habcdefghijkl";
    // CSI 1m, the letter, CSI m.
    assert_eq!(by(line, "\x1b[5;5H\x1b[1me"), 6 + 4 + 1 + 3);
    for (parameters, bytes) in [
        ("38;5;1", 5),         // CSI 31m
        ("38;5;12", 5),        // CSI 94m
        ("48;5;12", 6),        // CSI 104m
        ("38;5;123", 11),      // as it is
        ("38;2;1;20;255", 16), // as it is
        ("1;4;7;31", 11),      // as it is
    ] {
        let found = by(line, &format!("\x1b[5;5H\x1b[{parameters}me"));
        assert_eq!(found, 6 + bytes + 1 + 3, "{parameters}");
    }
    // CSI 1;31m, a letter, CSI 32m, a letter, CSI m: weight stays.
    assert_eq!(
        by(line, "\x1b[5;5H\x1b[1;31me\x1b[32mf"),
        6 + 7 + 1 + 5 + 1 + 3
    );
    // CSI 1;4;7m, a letter, CSI ;31m, a letter, CSI m: all else goes at once.
    assert_eq!(
        by(line, "\x1b[5;5H\x1b[1;4;7me\x1b[;31mf"),
        6 + 8 + 1 + 6 + 1 + 3
    );
    // A blank in bold red is a blank: CSI 1;31m, two letters and what is between, CSI m.
    assert_eq!(
        by("", "\x1b[5;5H\x1b[1;31mx\x1b[m \x1b[1;31my"),
        6 + 7 + 3 + 3
    );
    // In reverse it is not: CSI 7m, a letter, CSI C over the blank, a letter, CSI m.
    assert_eq!(
        by("", "\x1b[5;5H\x1b[7mx\x1b[m \x1b[7my"),
        6 + 4 + 1 + 3 + 1 + 3
    );
    // There a letter goes too: CSI 2X first (4), CSI 38;2;200;100;50;7m (20), a letter, CSI C, a letter, CSI m.
    let exact = "\x1b[38;2;200;100;50;7m";
    let change = format!("\x1b[5;5H{exact}x\x1b[m {exact}y");
    assert_eq!(by(line, &change), 6 + 4 + 20 + 1 + 3 + 1 + 3);
    // A blank with a background is none: it is written, CSI 44m, blank, CSI m.
    assert_eq!(by("", "\x1b[5;5H\x1b[44m "), 6 + 5 + 1 + 3);
}

#[test]
fn line_to_line() {
    // A marker alone one line down: CSI T.
    assert_eq!(by("\x1b[5;3H▸", "\x1b[5;3H \x1b[6;3H▸"), 3);
    let names = "\x1b[5;5HCelle\x1b[6;5HJork\x1b[7;5HEinbeck";
    // Beside names: CSI 5;3H, a blank, LF, backspace, three bytes.
    let marked = format!("{names}\x1b[5;3H▸");
    assert_eq!(by(&marked, "\x1b[5;3H \x1b[6;3H▸"), 6 + 1 + 1 + 1 + 3);
    // In the first column CR does what the backspace does.
    let marked = format!("{names}\x1b[5H▸");
    assert_eq!(by(&marked, "\x1b[5H \x1b[6H▸"), 4 + 1 + 1 + 1 + 3);
    // To the first column from further right: CR, LF.
    assert_eq!(by("", "\x1b[5;9Hx\x1b[6Hy"), 6 + 1 + 2 + 1);
    // Four lines down in the same column: CSI 9d is as good as four times LF; backspace.
    assert_eq!(by("", "\x1b[5;5Hx\x1b[9;5Hy"), 6 + 1 + 4 + 1 + 1);
    // Six lines down: CSI 11d (5) and a backspace; CSI 11;5H would be 7.
    assert_eq!(by("", "\x1b[5;5Hx\x1b[11;5Hy"), 6 + 1 + 5 + 1 + 1);
    // Under its last letter from a long word: CSI 9D is shorter than nine backspaces; LF.
    assert_eq!(by("", "\x1b[5;5Habcdefghi\x1b[6;5Hx"), 6 + 9 + 1 + 4 + 1);
    // After the last column nobody knows the column: LF, CSI 40G.
    assert_eq!(by("", "\x1b[5;40Hx\x1b[6;40Hy"), 7 + 1 + 1 + 5 + 1);
    // Nor after a wide character: CSI 8G.
    assert_eq!(
        by("\x1b[5;5Habcdef", "\x1b[5;5H東\x1b[5;8Hx"),
        6 + 3 + 4 + 1
    );
    // Bold is carried to the next line: CSI 1m, x, LF, backspace, y, CSI m.
    assert_eq!(by("", "\x1b[5;5H\x1b[1mx\x1b[6;5Hy"), 6 + 4 + 1 + 2 + 1 + 3);
}

#[test]
fn a_list_scrolls() {
    let names = [
        "Adelebsen",
        "Bovenden",
        "Celle",
        "Duderstadt",
        "Einbeck",
        "Friedland",
        "Gieboldehausen",
        "Hardegsen",
        "Jork",
        "Katlenburg",
        "Lamspringe",
    ];
    let list = |from: usize, lines: usize| -> String {
        let line = |at: usize| format!("\x1b[{}H\x1b[K{}", at + 2, names[from + at]);
        (0..lines).map(line).collect::<Vec<_>>().concat()
    };
    let frame = "\x1b[HTop of the list\x1b[12HKeys of the list";
    // Ten lines between two that stay. CSI 2;11r (7), CSI S (3), CSI r (3), CSI 11H (5), the new line (10).
    let before = format!("{frame}{}", list(0, 10));
    assert_eq!(by(&before, &list(1, 10)), 7 + 3 + 3 + 5 + 10);
    // And back: CSI 2;11r, CSI T, CSI r; from home LF, the new line (9).
    let before = format!("{frame}{}", list(1, 10));
    assert_eq!(by(&before, &list(0, 10)), 7 + 3 + 3 + 1 + 9);
}
