//! Situations told in as few words as possible: cubes that hold in all of some situations and in none of the others. An
//! answer that makes no difference is left out. A cube names a question only where it is asked.

use super::joint::{Situation, Values};

/// Questions, each with the values that one of them must have: all of them must.
pub(super) type Cube = Vec<(usize, Values)>;

/// Cubes that together hold in exactly those of `cared` for which `wanted` speaks. None can be left out, nor any question
/// in one of them.
pub(super) fn cover(cared: &[&Situation], wanted: impl Fn(usize) -> bool) -> Vec<Cube> {
    let rows = || cared.iter().copied().enumerate();
    let wants: Vec<_> = rows().filter(|(row, _)| wanted(*row)).map(|(_, it)| it).collect();
    let others: Vec<_> = rows().filter(|(row, _)| !wanted(*row)).map(|(_, it)| it).collect();
    let mut cubes: Vec<Cube> = Vec::new();
    while let Some(seed) = wants.iter().find(|it| !cubes.iter().any(|cube| covers(cube, it))) {
        let open = |it: &&&Situation| !cubes.iter().any(|cube| covers(cube, it));
        let gain = |cube: &Cube| wants.iter().filter(open).filter(|it| covers(cube, it)).count();
        let forward = expand(seed, &wants, &others, seed.answers.iter().map(|(question, _)| *question));
        let backward = expand(seed, &wants, &others, seed.answers.iter().rev().map(|(question, _)| *question));
        // Earlier questions say more: they are kept where they do as well.
        cubes.push(if gain(&forward) > gain(&backward) { forward } else { backward });
    }
    // A cube may have been covered by those that came after it.
    for place in (0..cubes.len()).rev() {
        let rest = |it: &Situation| cubes.iter().enumerate().any(|(other, cube)| other != place && covers(cube, it));
        if wants.iter().all(|it| rest(it)) {
            cubes.remove(place);
        }
    }
    cubes.sort();
    cubes
}

/// The largest cube around a situation that holds in none of `others`: questions are left out in the order of `tried`,
/// then those that stay take in what is answered in as many of `wants` as they can.
fn expand(seed: &Situation, wants: &[&Situation], others: &[&Situation], tried: impl Iterator<Item = usize>) -> Cube {
    let mut cube: Cube = seed.answers.iter().map(|(question, place)| (*question, 1 << place)).collect();
    let safe = |cube: &Cube| !others.iter().any(|it| covers(cube, it));
    for question in tried {
        let less: Cube = cube.iter().copied().filter(|(kept, _)| *kept != question).collect();
        if safe(&less) {
            cube = less;
        }
    }
    for it in wants {
        let wider: Cube = cube.iter().map(|(question, values)| (*question, values | it.value(*question))).collect();
        if covers(&wider, it) && safe(&wider) {
            cube = wider;
        }
    }
    cube
}

/// Whether a cube holds in a situation.
pub(super) fn covers(cube: &Cube, it: &Situation) -> bool {
    cube.iter().all(|(question, values)| it.value(*question) & values != 0)
}
