//! Signatures (XML Signature 1.1), as SAML has them (SAML core, 5.4): one within the element that it signs, over the whole of
//! it, in its exclusive canonical form. Everything else that a signature may be is refused: references to other places,
//! transformations by programs, keys that come with the document, algorithms that are broken.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::digest::{self, SHA256, SHA384, SHA512};

use crate::{
    c14n::{How, canonical},
    key::{Algorithm, Key},
    response::Doubt,
    words::{DSIG, ENVELOPED, EXCLUSIVE},
    xml::{Element, Node},
};

/// Whether the last element of a path carries a signature; it is wrong unless one of these keys made it.
pub(crate) fn verify(path: &[&Element], keys: &[Key]) -> Result<bool, Doubt> {
    let Some(signed) = path.last() else { return Ok(false) };
    let places = signed.children.iter().enumerate().filter_map(|(place, child)| match child {
        Node::Element(one) if one.is(DSIG, "Signature") => Some((place, one)),
        _ => None,
    });
    let found: Vec<(usize, &Element)> = places.collect();
    let [(place, signature)] = found.as_slice() else {
        return if found.is_empty() { Ok(false) } else { Err(Doubt::Shape) };
    };
    let info = parts(signature)?;
    let inclusive = exclusive(info.only(DSIG, "CanonicalizationMethod"))?;
    let (digest, of_signed) = reference(info, signed)?;
    let how = How { without: Some(*place), inclusive: &of_signed };
    if digest != hash(info, canonical(path, how).as_bytes())? {
        return Err(Doubt::Signature);
    }
    let above: Vec<&Element> = path.iter().copied().chain([*signature, info]).collect();
    let bytes = canonical(&above, How { without: None, inclusive: &inclusive });
    let method = info.only(DSIG, "SignatureMethod").filter(|one| one.children.is_empty());
    let algorithm = method.and_then(|one| one.attribute("Algorithm")).ok_or(Doubt::Shape)?;
    let algorithm = Algorithm::of(algorithm).ok_or(Doubt::Algorithm)?;
    let value = decoded(signature.only(DSIG, "SignatureValue"))?;
    if keys.iter().any(|key| key.has_signed(algorithm, bytes.as_bytes(), &value)) {
        Ok(true)
    } else {
        Err(Doubt::Signature)
    }
}

/// What is signed. A signature holds that, its value and a word on the key, which is not looked at; no object.
fn parts(signature: &Element) -> Result<&Element, Doubt> {
    let known = |one: &Element| ["SignedInfo", "SignatureValue", "KeyInfo"].iter().any(|name| one.is(DSIG, name));
    if !signature.elements().all(known) {
        return Err(Doubt::Shape);
    }
    let info = signature.only(DSIG, "SignedInfo").ok_or(Doubt::Shape)?;
    let known = |one: &Element| {
        ["CanonicalizationMethod", "SignatureMethod", "Reference"].iter().any(|name| one.is(DSIG, name))
    };
    if info.elements().all(known) { Ok(info) } else { Err(Doubt::Shape) }
}

/// The prefixes that an exclusive canonical form writes besides those that are used; it is wrong when it is another form.
fn exclusive(method: Option<&Element>) -> Result<Vec<&str>, Doubt> {
    let method = method.ok_or(Doubt::Shape)?;
    if method.attribute("Algorithm") != Some(EXCLUSIVE) {
        return Err(Doubt::Algorithm);
    }
    match method.elements().collect::<Vec<_>>().as_slice() {
        [] => Ok(Vec::new()),
        [one] if one.is(EXCLUSIVE, "InclusiveNamespaces") && one.children.is_empty() => {
            Ok(one.attribute("PrefixList").unwrap_or_default().split(' ').filter(|word| !word.is_empty()).collect())
        }
        _ => Err(Doubt::Shape),
    }
}

/// The digest that the only reference names, which must be of the element that carries the signature; and what the form of
/// that element writes besides.
fn reference<'a>(info: &'a Element, signed: &Element) -> Result<(Vec<u8>, Vec<&'a str>), Doubt> {
    let reference = info.only(DSIG, "Reference").ok_or(Doubt::Shape)?;
    let id = signed.attribute("ID").filter(|id| !id.is_empty()).ok_or(Doubt::Shape)?;
    if reference.attribute("URI").and_then(|uri| uri.strip_prefix('#')) != Some(id) {
        return Err(Doubt::Reference);
    }
    let transforms = reference.only(DSIG, "Transforms").ok_or(Doubt::Shape)?;
    let steps: Vec<&Element> = transforms.elements().collect();
    let [enveloped, form] = steps.as_slice() else { return Err(Doubt::Shape) };
    if !enveloped.is(DSIG, "Transform") || !form.is(DSIG, "Transform") || !enveloped.children.is_empty() {
        return Err(Doubt::Shape);
    }
    if enveloped.attribute("Algorithm") != Some(ENVELOPED) {
        return Err(Doubt::Algorithm);
    }
    Ok((decoded(reference.only(DSIG, "DigestValue"))?, exclusive(Some(form))?))
}

/// The digest of what is signed, by the method that the reference names.
fn hash(info: &Element, bytes: &[u8]) -> Result<Vec<u8>, Doubt> {
    let reference = info.only(DSIG, "Reference").ok_or(Doubt::Shape)?;
    let method = reference.only(DSIG, "DigestMethod").filter(|one| one.children.is_empty()).ok_or(Doubt::Shape)?;
    let algorithm = match method.attribute("Algorithm") {
        Some("http://www.w3.org/2001/04/xmlenc#sha256") => &SHA256,
        Some("http://www.w3.org/2001/04/xmldsig-more#sha384") => &SHA384,
        Some("http://www.w3.org/2001/04/xmlenc#sha512") => &SHA512,
        _ => return Err(Doubt::Algorithm),
    };
    Ok(digest::digest(algorithm, bytes).as_ref().to_vec())
}

/// Bytes that are written in base 64, in lines or in one.
fn decoded(element: Option<&Element>) -> Result<Vec<u8>, Doubt> {
    let text = element.and_then(Element::text).ok_or(Doubt::Shape)?;
    let text: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(text).map_err(|_| Doubt::Shape)
}
