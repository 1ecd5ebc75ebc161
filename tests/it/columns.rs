//! Choosing columns: what is shown, in which order, by keys and by settings.

use ozgtop::app::column::Column;
use ozgtop::app::message::Message;
use ozgtop::app::prompt::Notice;
use ozgtop::app::screen::Screen;
use ozgtop::app::table::Table;
use ozgtop::app::update::update;

use crate::keys::screen;
use crate::session::Session;

fn keys(session: &Session) -> Vec<String> {
    let lens = session.model.lens();
    let columns = screen(session).columns(&lens);
    columns.iter().map(|column| column.key(&lens)).collect()
}

#[test]
fn columns_are_hidden_moved_and_brought_back() {
    let mut session = Session::bundled((80, 24));
    session.press("4");
    let all = keys(&session);
    assert_eq!(all.first().map(String::as_str), Some("name"));
    session.press("c");
    assert_eq!(screen(&session), Screen::Columns(Table::Providers));
    // The second is hidden where it stands, and the third is moved to the right.
    session.press("j<enter>j+<esc>");
    let mut expected = all.clone();
    expected.remove(1);
    expected.swap(1, 2);
    assert_eq!(keys(&session), expected);
    session.press("cgj<enter>");
    assert_eq!(
        session.text().matches("[ ]").count(),
        0,
        "the hidden one is shown again"
    );
    expected.insert(1, all[1].clone());
    session.press("<esc>");
    assert_eq!(keys(&session), expected, "where it stood");
    session.press("c");
    session.press("c<esc>");
    assert_eq!(keys(&session), all, "c again brings all back");
}

#[test]
fn the_column_that_names_a_row_stays() {
    let mut session = Session::bundled((80, 24));
    session.press("4c<enter>");
    assert_eq!(session.model.notice, Some(Notice::StaysThere));
    session.press("j-");
    assert_eq!(session.model.notice, Some(Notice::StaysThere));
    session.press("<esc>0c");
    assert_eq!(session.model.notice, Some(Notice::NoColumns));
}

#[test]
fn settings_choose_columns_and_unknown_ones_are_passed_over() {
    let mut session = Session::bundled((80, 24));
    let chosen = vec![
        (
            "districts".to_owned(),
            ["overdue", "nope", "online"].map(str::to_owned).to_vec(),
        ),
        (
            "matrix".to_owned(),
            ["wohngeld"].map(str::to_owned).to_vec(),
        ),
        ("nothing".to_owned(), Vec::new()),
    ];
    update(&mut session.model, Message::Chosen(chosen));
    session.press("2");
    assert_eq!(keys(&session), ["name", "overdue", "online"]);
    session.press("6");
    assert_eq!(keys(&session), ["name", "wohngeld"]);
    // Where dates are compared the difference still stands beside what it is the difference of.
    session.press("1cGkkkkkkkkkkkk<esc>d<enter>");
    assert!(keys(&session).contains(&"forward".to_owned()));
    let columns = screen(&session).columns(&session.model.lens());
    assert_eq!(columns.first(), Some(&Column::Name));
}
