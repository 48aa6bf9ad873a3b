//! What the titles of columns and the values in them usually mean: read from `columns.toml`, which is kept like the rules,
//! without Rust. A column of each question of the pack is known besides, by the names of the question and of its choices.
