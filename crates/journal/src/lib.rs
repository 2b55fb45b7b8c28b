//! Merkle log, sealing, verifier. Pure; usable alone by an expert or a court.
