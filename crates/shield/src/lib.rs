//! Judges one letter: views, features, policy, verdict with reasons. Pure.
