//! An invented académie in the files of real ones, from a seed.
