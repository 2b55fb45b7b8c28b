//! The page of `docs/reference` that shows the policy and the features, made from the files that decide.

use std::fmt::Write as _;

use super::{
    BUILT_IN, IfUnavailable, Policy, Refused,
    schema::{BOUNDS, FEATURES},
};

const HEAD: &str = "\
# La politique

Ce que deviennent une lettre et le compte qui l'envoie est décidé par des règles en CEL ([Common Expression
Language](https://cel.dev)), lues de haut en bas\u{202F}: la première qui s'applique est la réponse. Cette page est faite de
`crates/shield/rules/policy.toml` et du schéma par `cargo xtask docs`\u{202F}; c'est là qu'on les change.

Ce qu'aucune politique ne change\u{202F}: une lettre au seul référent sécurité part toujours\u{202F}; une règle qui échoue retient\u{202F};
aucune règle qui s'applique retient\u{202F}; une règle de la cellule de crise ne rend que plus sévère, sauf si elle dit qu'elle
allège (`relief`) et pourquoi\u{202F}; un compte n'est arrêté que si sa lettre est retenue.

De CEL on emploie les comparaisons, `&&`, `||`, `!`, `+`, `-`, `*`, `in` et `? :`. Rien ne s'appelle et rien ne boucle.
Une variable absente rend absent ce qui en dépend, sauf si le reste décide seul\u{202F}: `false && absent` est faux. On demande si
elle manque par `variable == null`\u{202F}; ce que fait une règle à laquelle elle manque est dans sa colonne.

";

/// The page. Errors: the built-in policy is refused, which the tests exclude.
pub fn page() -> Result<String, Vec<Refused>> {
    let policy = Policy::parse(BUILT_IN)?;
    let mut page = HEAD.to_owned();
    page.push_str("## La lettre\n\n| règle | s'applique quand | la lettre | s'il manque une variable | pourquoi |\n|---|---|---|---|---|\n");
    for rule in &policy.rules {
        let missing = match rule.if_unavailable {
            IfUnavailable::Hold => "retient",
            IfUnavailable::Pass => "passe",
        };
        let (when, what) = (code(&rule.when), rule.outcome.code());
        let _ = writeln!(page, "| `{}` | {when} | `{what}` | {missing} | {} |", rule.id, cell(&rule.note));
    }
    page.push_str("\n## Le compte, quand la lettre est retenue\n\n| règle | s'applique quand | le compte | pourquoi |\n|---|---|---|---|\n");
    for rule in &policy.accounts {
        let what = rule.consequence.code();
        let _ = writeln!(page, "| `{}` | {} | `{what}` | {} |", rule.id, code(&rule.when), cell(&rule.note));
    }
    page.push_str("\n## Les termes\n\n| terme | est | sens |\n|---|---|---|\n");
    for term in &policy.terms {
        let _ = writeln!(page, "| `{}` | {} | {} |", term.name, code(&term.is), cell(&term.note));
    }
    page.push_str("\n## Les variables\n\n| variable | type | sens | `null` quand |\n|---|---|---|---|\n");
    for feature in &FEATURES {
        let missing = if feature.may_be_unavailable() { feature.unavailable } else { "jamais" };
        let (name, kind) = (feature.name, feature.kind.code());
        let _ = writeln!(page, "| `{name}` | {kind} | {} | {} |", cell(feature.meaning), cell(missing));
    }
    page.push_str("\n## Les bornes\n\n| borne | valeur |\n|---|---|\n");
    for (name, value) in BOUNDS {
        let _ = writeln!(page, "| `{name}` | {value} |");
    }
    Ok(page)
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn code(expression: &str) -> String {
    let one_line: Vec<&str> = expression.split_whitespace().collect();
    format!("`{}`", cell(&one_line.join(" ")))
}
