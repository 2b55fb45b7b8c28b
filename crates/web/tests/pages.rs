//! Every page with every sample in every language: well formed, labelled, escaped, and in words.

mod support;

use std::collections::HashSet;

use support::{Document, Element};
use web::{locale::Locale, samples};

/// Runs a check on every rendered page, and lists all that fail.
fn each(check: impl Fn(&str, Locale, &str, &Document) -> Result<(), String>) {
    let mut faults = Vec::new();
    for locale in Locale::ALL {
        for sample in samples::all() {
            let name = format!("{locale}/{}/{}", sample.page, sample.name);
            let outcome = (sample.html)(locale).map_err(|error| error.to_string()).and_then(|html| {
                Document::read(&html).and_then(|document| check(sample.page, locale, &html, &document))
            });
            faults.extend(outcome.err().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn ensure(right: bool, fault: impl Into<String>) -> Result<(), String> {
    if right { Ok(()) } else { Err(fault.into()) }
}

/// A part of a page, which has no frame of its own.
fn is_fragment(page: &str) -> bool {
    page == "recipients"
}

#[test]
fn every_page_is_well_formed_and_says_everything_in_words() {
    each(|_, _, html, _| {
        ensure(!html.contains('⟦'), format!("a phrase is missing: {:?}", html.split(['⟦', '⟧']).nth(1)))?;
        ensure(!html.contains("Unknown locali"), "a phrase is missing")
    });
}

#[test]
fn a_page_has_its_language_one_title_and_one_main_heading() {
    each(|page, locale, _, document| {
        if is_fragment(page) {
            return Ok(());
        }
        let html = document.named("html").next().ok_or("no html element")?;
        ensure(html.get("lang") == Some(locale.code()), "the language is not the page's")?;
        let title = document.named("title").next().map_or("", |title| title.text.trim());
        ensure(title.ends_with("· préau") && title.chars().count() > 10, format!("title « {title} »"))?;
        ensure(document.named("h1").count() == 1, "not exactly one h1")?;
        ensure(document.named("main").count() == 1, "not exactly one main")?;
        let levels: Vec<usize> = document
            .elements
            .iter()
            .filter_map(|e| ["h1", "h2", "h3"].iter().position(|name| e.name == *name))
            .collect();
        ensure(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), format!("heading levels jump: {levels:?}"))
    });
}

#[test]
fn nothing_inline_that_the_content_security_policy_forbids() {
    each(|page, _, _, document| {
        for element in &document.elements {
            ensure(element.name != "style", "a style element")?;
            ensure(
                element.name != "script" || element.get("src").is_some_and(|src| src.starts_with("/assets/")),
                "a script of its own",
            )?;
            for (name, value) in &element.attributes {
                ensure(name != "style" && !name.starts_with("on"), format!("{name} on <{}>", element.name))?;
                // One page leads to a provider of identity: that is what it is for.
                let leads =
                    ["href", "src", "action"].contains(&name.as_str()) && (page != "onward" || element.name != "a");
                // A telephone number is under the thumb of whoever has to call it.
                let calls = element.name == "a" && value.strip_prefix("tel:").is_some_and(|to| !to.is_empty());
                ensure(
                    !leads || calls || value.starts_with(['/', '#']),
                    format!("{name}=« {value} » leads elsewhere"),
                )?;
            }
        }
        Ok(())
    });
}

#[test]
fn what_people_write_is_text_and_never_markup() {
    each(|_, _, html, document| {
        ensure(!html.contains("<script>") && !html.contains("\"x\""), "markup from data")?;
        ensure(document.named("b").all(|bold| !bold.text.is_empty()), "an empty b: markup from data")
    });
    let hostile = samples::all().into_iter().filter(|sample| sample.name == "hostile");
    for sample in hostile {
        let html = (sample.html)(Locale::Fr).expect("renders");
        assert!(html.contains("&#60;script&#62;"), "{} does not show its hostile data", sample.page);
    }
}

#[test]
fn every_field_has_a_label_and_every_control_a_name() {
    each(|_, _, _, document| {
        for element in &document.elements {
            let kind = element.get("type").unwrap_or("text");
            let is_field = match element.name.as_str() {
                "input" => !["hidden", "submit"].contains(&kind) && element.get("aria-hidden").is_none(),
                "select" | "textarea" | "progress" => true,
                _ => false,
            };
            if is_field {
                ensure(is_labelled(document, element), format!("no label for {:?}", element.attributes))?;
            }
            if ["button", "a", "summary", "label", "legend", "h1", "h2", "h3", "th"].contains(&element.name.as_str()) {
                ensure(
                    !element.text.trim().is_empty(),
                    format!("an empty {}: {:?}", element.name, element.attributes),
                )?;
            }
        }
        Ok(())
    });
}

fn is_labelled(document: &Document, field: &Element) -> bool {
    let by_id = field.get("id").is_some_and(|id| document.named("label").any(|label| label.get("for") == Some(id)));
    by_id || field.get("aria-label").is_some() || document.ancestors(field).any(|around| around.name == "label")
}

#[test]
fn names_within_a_page_are_used_once_and_lead_somewhere() {
    each(|page, _, _, document| {
        let mut seen = HashSet::new();
        for id in document.elements.iter().filter_map(|element| element.get("id")) {
            ensure(seen.insert(id), format!("id « {id} » is used twice"))?;
        }
        for element in document.elements.iter().filter(|_| !is_fragment(page)) {
            for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
                for id in element.get(name).into_iter().flat_map(str::split_whitespace) {
                    ensure(document.by_id(id).is_some(), format!("{name}=« {id} » leads nowhere"))?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn nothing_one_can_press_holds_another() {
    each(|_, _, _, document| {
        let pressed = ["a", "button", "summary", "select", "textarea"];
        for element in document.elements.iter().filter(|element| pressed.contains(&element.name.as_str())) {
            let around = document.ancestors(element).find(|around| pressed.contains(&around.name.as_str()));
            ensure(around.is_none(), format!("<{}> inside <{}>", element.name, around.map_or("", |a| &a.name)))?;
        }
        for form in document.named("form") {
            ensure(!document.ancestors(form).any(|around| around.name == "form"), "a form inside a form")?;
        }
        Ok(())
    });
}

/// Blocks that are read again alone.
const BLOCKS: [&str; 11] =
    ["list", "now", "rows", "pane", "queue", "run", "unread", "waiting", "claim", "bands", "board"];

#[test]
fn a_live_region_is_a_block_that_renders_alone() {
    each(|_, _, _, document| {
        for element in document.elements.iter().filter(|element| element.get("data-live").is_some()) {
            let block = element.get("data-fragment").ok_or("a live region without its block")?;
            ensure(BLOCKS.contains(&block), format!("no block « {block} »"))?;
        }
        Ok(())
    });
}

#[test]
fn a_page_of_fifty_messages_stays_light() {
    let inbox =
        samples::all().into_iter().find(|sample| (sample.page, sample.name) == ("inbox", "fifty")).expect("sample");
    let html = (inbox.html)(Locale::Fr).expect("renders");
    let mut packed = Vec::new();
    brotli::BrotliCompress(
        &mut html.as_bytes(),
        &mut packed,
        &brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() },
    )
    .expect("compresses");
    assert!(packed.len() < 12_000, "{} bytes compressed", packed.len());
}

#[test]
fn the_reader_of_these_tests_refuses_what_is_not_well_formed() {
    for html in
        ["<b><i></b></i>", "<p>", "</p>", "<a href=x>y</a>", "<p a=\"1\"b>x</p>", "a > b", "a < b", "<p a a>x</p>"]
    {
        assert!(Document::read(html).is_err(), "{html}");
    }
    let right =
        Document::read("<!doctype html><p class=\"a\">x <b>y</b><br></p><svg><path d=\"M0\"/></svg>").expect("right");
    assert_eq!(right.named("p").next().map(|p| p.text.as_str()), Some("x y"));
}
