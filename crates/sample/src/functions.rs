//! What people do in a school, by the codes of `ENTPersonFonctions`.

/// A function.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// `DIR`, `ENS`, `EDU`…
    pub(crate) code: &'static str,
    /// Its name, in capitals as in the files.
    pub(crate) name: &'static str,
    /// Code of the discipline; `-` when there is none.
    pub(crate) discipline: &'static str,
    /// Name of the discipline, or of the post.
    pub(crate) post: &'static str,
}

macro_rules! functions {
    ($($id:ident = $code:literal $name:literal $discipline:literal $post:literal;)+) => {
        $(pub(crate) const $id: Function =
            Function { code: $code, name: $name, discipline: $discipline, post: $post };)+
    };
}

functions! {
    HEAD = "DIR" "DIRECTION" "D0010" "CHEF D'ÉTABLISSEMENT";
    DEPUTY = "DIR" "DIRECTION" "D0020" "ADJOINT AU CHEF D'ÉTABLISSEMENT";
    COUNSELLOR = "EDU" "ÉDUCATION" "E0030" "CONSEILLER PRINCIPAL D'ÉDUCATION";
    MONITOR = "SUR" "VIE SCOLAIRE" "-" "ASSISTANT D'ÉDUCATION";
    BURSAR = "ADF" "GESTION" "-" "ADJOINT GESTIONNAIRE";
    SECRETARY = "ADF" "SECRÉTARIAT" "-" "PERSONNEL ADMINISTRATIF";
    NURSE = "MDS" "PERSONNELS MÉDICO-SOCIAUX" "-" "INFIRMIER";
    SOCIAL_WORKER = "MDS" "PERSONNELS MÉDICO-SOCIAUX" "-" "ASSISTANT DE SERVICE SOCIAL";
    PSYCHOLOGIST = "ORI" "ORIENTATION" "C0060" "PSYCHOLOGUE DE L'ÉDUCATION NATIONALE";
    LIBRARIAN = "DOC" "DOCUMENTATION" "L0080" "DOCUMENTATION";
    LABORATORY = "LAB" "PERSONNELS DE LABORATOIRE" "-" "TECHNICIEN DE LABORATOIRE";
    CARETAKER = "OUV" "ACCUEIL" "-" "AGENT D'ACCUEIL";
    TEACHER = "ENS" "ENSEIGNEMENT" "-" "-";
    PRIMARY_HEAD = "DIR" "DIRECTION" "-" "DIRECTEUR D'ÉCOLE";
    PRIMARY_TEACHER = "ENS" "ENSEIGNEMENT" "-" "PROFESSEUR DES ÉCOLES";
}
