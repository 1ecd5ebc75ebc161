//! `ozgtop simulate`: a data folder with a simulated roll-out.

use super::arguments::Simulate;
use super::{Desk, Failure, check, init};
use crate::analysis::simulate::{self, Plan, Simulated};
use crate::domain::dataset::Dataset;
use crate::domain::problem::Fault;
use crate::domain::text::CleanText;
use crate::store::save::{self, Keys};
use crate::store::{self, Source, write};

pub(super) fn run(desk: &mut Desk<'_>, options: &Simulate) -> Result<(), Failure> {
    let mut files = match store::ground_files(&desk.source(), desk.limits()) {
        Ok(files) => files,
        Err(problems) => {
            return refuse(
                desk,
                Dataset {
                    problems,
                    ..Dataset::default()
                },
            );
        }
    };
    if let Some(units) = options.size {
        // The outlines are of districts that the invented register does not have.
        files.retain(|(path, _)| !path.starts_with("bodies.") && !path.starts_with("outlines."));
        files.push((
            "bodies.json".to_owned(),
            save::invented_register(units).into_bytes(),
        ));
    }
    let mut ground = store::load(&Source::Files(files.clone()), desk.limits());
    // What is simulated is just what is missing.
    ground
        .problems
        .retain(|problem| problem.fault != Fault::NoSnapshot);
    if !ground.problems.is_empty() {
        return refuse(desk, ground);
    }
    let source = format!("simuliert mit ozgtop, Startwert {}", options.seed);
    let plan = Plan {
        seed: options.seed,
        first: options.first,
        months: options.snapshots,
        source: CleanText::new(&source),
    };
    let simulated = simulate::simulate(
        &ground.register,
        &ground.catalogue,
        &ground.responsibility,
        &plan,
    );
    files.extend(told(&ground, &simulated));
    let count = files.len();
    let written = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    write::new_folder(&options.folder, written)
        .map_err(|error| init::failed(desk, &options.folder, &error))?;
    init::said(desk, &options.folder, count)
}

/// The snapshots and the evidence as files.
fn told(ground: &Dataset, simulated: &Simulated) -> Vec<(String, Vec<u8>)> {
    let keys = Keys {
        register: &ground.register,
        catalogue: &ground.catalogue,
        responsibility: &ground.responsibility,
    };
    let snapshots = simulated.snapshots.iter().map(|(snapshot, cells)| {
        let text = save::snapshot(&keys, snapshot, &simulated.values, cells);
        (format!("rollout/{}.json", snapshot.date), text)
    });
    let evidence = simulated.evidence.iter().map(|evidence| {
        let text = save::evidence(&keys, evidence, None);
        (format!("evidence/{}.json", evidence.date), text)
    });
    let files = snapshots.chain(evidence);
    files
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

/// A roll-out over faulty ground would only be more faulty.
fn refuse(desk: &mut Desk<'_>, data: Dataset) -> Result<(), Failure> {
    let model = desk.model(data, (80, 24));
    check::print_problems(&mut desk.err, &model)?;
    desk.err.flush()?;
    Err(Failure::Data)
}
