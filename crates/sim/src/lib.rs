//! A deterministic world of schools, pupils, attackers and crashes.
