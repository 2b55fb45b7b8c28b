# Evidence packs: for whom, and the register.
dossier-title = Evidence packs
dossier-lead = A pack gathers what the service knows at one moment and seals it: it can be checked without Préau, and a single changed byte shows.
dossier-messages = { $count ->
    [0] No message.
    [one] One message.
   *[other] { $count } messages.
}
dossier-elsewhere = { $count ->
    [one] Another was sent from a school that is not yours to decide on: it will not be in it.
   *[other] { $count } others were sent from schools that are not yours to decide on: they will not be in it.
}
dossier-make = Make a pack
dossier-variant = For whom
dossier-police = Investigation
dossier-police-help = Everything: messages, files, accounts, sign-ins with address and port, who was shown what, measures, journal. It holds names of pupils.
dossier-family = A pupil’s family
dossier-family-help = Only what concerns this pupil: what the account sent, its sign-ins, what the pupil was shown. Nothing of anybody else.
dossier-cnil = Data protection authority
dossier-cnil-help = Numbers alone, by school. No name, no message.
dossier-review = Review
dossier-review-help = What happened, without names and without texts.
dossier-child = Pupil, for a pack for the family
dossier-no-child = None
dossier-child-help = For the other packs this choice does not count.
dossier-for = To whom it is handed over
dossier-reason = Why
dossier-written = Your name, for whom it is and why are written in the register and in the journal. What the pack is on is kept for a year.
dossier-do = Seal and download
dossier-wrong-for = Say to whom the pack will be handed over, in 300 characters at most. Nothing was done.
dossier-wrong-reason = Say why, in 300 characters at most. Nothing was done.
dossier-wrong-child = Choose a pupil who sent one of these messages, or was shown one. Nothing was done.
dossier-register = Register
dossier-register-none = No pack has been made yet.
dossier-for-row = For { $for }
dossier-by-console = Operator
dossier-held = kept until
dossier-digest = Digest of the pack (SHA-256 of tagmanifest-sha256.txt):
dossier-link = Evidence packs
dossier-link-family = Pack for the family
