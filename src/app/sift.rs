//! The filter while it is typed: every key shows what it would choose; what cannot be read leaves the last result.

use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use crate::analysis::select::{Completion, Filter, Mistake, complete};

/// A filter being typed.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// What was chosen before, restored by Esc.
    before: Option<Filter>,
    /// What is wrong with the text so far.
    pub mistake: Option<Mistake>,
    /// How the text may go on.
    pub completion: Completion,
    /// The candidate that was put in, and the text it was put behind.
    pub turn: Option<(usize, String)>,
}

/// Begins to type: the present filter is there to be changed.
pub(super) fn begin(model: &mut Model) {
    let before = model.filter.clone();
    let text = before.as_ref().map_or("", Filter::text).to_owned();
    let sketch = Sketch {
        before,
        ..Sketch::default()
    };
    let origin = model.trail.now().list.clone();
    model.prompt = Some(Prompt::new(Purpose::Filter(Box::new(sketch)), text, origin));
    retype(model);
}

/// Takes the filter away.
pub(super) fn end(model: &mut Model) {
    if model.filter.is_none() {
        model.notice = Some(Notice::NoFilter);
        return;
    }
    model.sift(None);
    model.notice = Some(Notice::Unfiltered);
}

/// Leaves the prompt; everything is chosen that was chosen before.
pub(super) fn abandon(model: &mut Model, sketch: Sketch) {
    model.sift(sketch.before);
}

/// Reads the text so far and shows what it chooses.
pub(super) fn retype(model: &mut Model) {
    let tongue = model.language.position();
    let (data, Some(prompt)) = (model.data.clone(), &mut model.prompt) else {
        return;
    };
    let Purpose::Filter(sketch) = &mut prompt.purpose else {
        return;
    };
    let at_end = prompt.cursor == prompt.text.chars().count();
    sketch.turn = None;
    sketch.completion = if at_end {
        complete(&prompt.text, &data, tongue)
    } else {
        Completion::default()
    };
    // A word that may still become a field is not yet looked for.
    let waits = sketch.completion.is_begun;
    let from = sketch.completion.from;
    match Filter::read(&prompt.text, &data) {
        Ok(_) if waits => sketch.mistake = None,
        Err(mistake) if waits && mistake.at >= from => sketch.mistake = None,
        Ok(filter) => {
            sketch.mistake = None;
            model.sift(filter);
        }
        Err(mistake) => sketch.mistake = Some(mistake),
    }
}

/// Puts in the next candidate, or the one before.
pub(super) fn turn(model: &mut Model, by: isize) {
    let Some(prompt) = &mut model.prompt else {
        return;
    };
    let Purpose::Filter(sketch) = &mut prompt.purpose else {
        return;
    };
    let candidates = sketch.completion.candidates.clone();
    let Ok(count) = isize::try_from(candidates.len()) else {
        return;
    };
    if count == 0 {
        return;
    }
    let first = || {
        let stem = prompt.text.chars().take(sketch.completion.from).collect();
        (if by < 0 { count - 1 } else { 0 }, stem)
    };
    let next = |(now, stem): (usize, String)| ((now.cast_signed() + by).rem_euclid(count), stem);
    let (next, stem) = sketch.turn.take().map_or_else(first, next);
    let Some(candidate) = candidates.get(next.unsigned_abs()) else {
        return;
    };
    let completion = sketch.completion.clone();
    prompt.set(format!("{stem}{candidate}"));
    if count == 1 {
        // There was no choice: the text simply goes on.
        return retype(model);
    }
    retype(model);
    if let Some(Prompt {
        purpose: Purpose::Filter(sketch),
        ..
    }) = &mut model.prompt
    {
        sketch.completion = completion;
        sketch.turn = Some((next.unsigned_abs(), stem));
    }
}

/// Takes the text as it is; what cannot be read stays to be mended.
pub(super) fn submit(model: &mut Model) {
    let Some(mut prompt) = model.prompt.take() else {
        return;
    };
    match Filter::read(&prompt.text, &model.data) {
        // What was last shown may have waited for the end of a word.
        Ok(filter) => model.sift(filter),
        Err(mistake) => {
            prompt.cursor = mistake.at.min(prompt.length());
            if let Purpose::Filter(sketch) = &mut prompt.purpose {
                sketch.mistake = Some(mistake);
            }
            model.prompt = Some(prompt);
        }
    }
}
