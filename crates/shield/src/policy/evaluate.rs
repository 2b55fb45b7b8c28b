//! What an expression says of one letter.

use std::cmp::Ordering;

use model::policy::Value;

/// A checked expression. Every type fits, so no step of it can be asked for what it has not.
#[derive(Debug)]
pub(crate) enum Node {
    Feature(usize),
    Term(usize),
    /// A signal could not be had.
    Missing(usize),
    Bool(bool),
    Int(i64),
    Double(f64),
    Text(String),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    If(Box<(Node, Node, Node)>),
    Compare(Compare, Box<(Node, Node)>),
    Sum(Sum, Box<(Node, Node)>),
    /// A word in a list of words.
    Within(Box<(Node, Node)>),
    /// One of some values.
    Among(Box<Node>, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    Same,
    Less,
    LessOrSame,
    More,
    MoreOrSame,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sum {
    Add,
    Subtract,
    Multiply,
}

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Got<'a> {
    Bool(bool),
    Int(i64),
    Double(f64),
    Text(&'a str),
    Words(&'a [String]),
}

/// Why nothing came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nothing {
    /// This signal is missing, and the answer depends on it.
    Unavailable(usize),
    /// A number grew beyond what fits, or a logged value is not of its type.
    Fault,
}

type Out<'a> = Result<Got<'a>, Nothing>;

/// The features of one letter and what the terms of one policy make of them, each computed once at most.
pub(crate) struct Scratch<'a> {
    features: &'a [Value],
    terms: &'a [Node],
    known: Vec<Option<Out<'a>>>,
}

impl<'a> Scratch<'a> {
    pub(crate) fn new(features: &'a [Value], terms: &'a [Node]) -> Scratch<'a> {
        Scratch { features, terms, known: vec![None; terms.len()] }
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&mut self, node: &'a Node) -> Result<bool, Nothing> {
        match self.value(node)? {
            Got::Bool(value) => Ok(value),
            _ => Err(Nothing::Fault),
        }
    }

    fn value(&mut self, node: &'a Node) -> Out<'a> {
        match node {
            Node::Bool(value) => Ok(Got::Bool(*value)),
            Node::Int(value) => Ok(Got::Int(*value)),
            Node::Double(value) => Ok(Got::Double(*value)),
            Node::Text(value) => Ok(Got::Text(value)),
            Node::Feature(place) => self.feature(*place),
            // A log that is older than a feature knows nothing of it.
            Node::Missing(place) => Ok(Got::Bool(matches!(self.features.get(*place), None | Some(Value::Unavailable)))),
            Node::Term(place) => self.term(*place),
            Node::All(nodes) => self.until(nodes, false),
            Node::Any(nodes) => self.until(nodes, true),
            Node::Not(node) => Ok(Got::Bool(!self.holds(node)?)),
            Node::If(parts) => {
                let (condition, one, other) = &**parts;
                if self.holds(condition)? { self.value(one) } else { self.value(other) }
            }
            Node::Compare(how, sides) => {
                let (one, other) = (self.value(&sides.0)?, self.value(&sides.1)?);
                compare(*how, one, other)
            }
            Node::Sum(how, sides) => match (self.value(&sides.0)?, self.value(&sides.1)?) {
                (Got::Int(one), Got::Int(other)) => match how {
                    Sum::Add => one.checked_add(other),
                    Sum::Subtract => one.checked_sub(other),
                    Sum::Multiply => one.checked_mul(other),
                }
                .map(Got::Int)
                .ok_or(Nothing::Fault),
                _ => Err(Nothing::Fault),
            },
            Node::Within(sides) => match (self.value(&sides.0)?, self.value(&sides.1)?) {
                (Got::Text(word), Got::Words(words)) => Ok(Got::Bool(words.iter().any(|known| known == word))),
                _ => Err(Nothing::Fault),
            },
            Node::Among(node, among) => {
                let value = self.value(node)?;
                for one in among {
                    if self.value(one)? == value {
                        return Ok(Got::Bool(true));
                    }
                }
                Ok(Got::Bool(false))
            }
        }
    }

    fn feature(&self, place: usize) -> Out<'a> {
        match self.features.get(place) {
            None | Some(Value::Unavailable) => Err(Nothing::Unavailable(place)),
            Some(Value::Bool(value)) => Ok(Got::Bool(*value)),
            Some(Value::Int(value)) => Ok(Got::Int(*value)),
            Some(Value::Double(value)) => Ok(Got::Double(f64::from(*value))),
            Some(Value::Text(value)) => Ok(Got::Text(value)),
            Some(Value::Words(value)) => Ok(Got::Words(value)),
        }
    }

    fn term(&mut self, place: usize) -> Out<'a> {
        if let Some(known) = self.known[place] {
            return known;
        }
        let value = self.value(&self.terms[place]);
        self.known[place] = Some(value);
        value
    }

    /// `&&` (which ends at the first false) and `||` (at the first true). What is missing counts only when nothing else
    /// decides.
    fn until(&mut self, nodes: &'a [Node], end: bool) -> Out<'a> {
        let mut nothing = None;
        for node in nodes {
            match self.holds(node) {
                Ok(value) if value == end => return Ok(Got::Bool(end)),
                Ok(_) => {}
                Err(why) => nothing = nothing.or(Some(why)),
            }
        }
        nothing.map_or(Ok(Got::Bool(!end)), Err)
    }
}

fn compare<'a>(how: Compare, one: Got<'a>, other: Got<'a>) -> Out<'a> {
    let order = match (one, other) {
        (Got::Int(one), Got::Int(other)) => Some(one.cmp(&other)),
        (Got::Double(one), Got::Double(other)) => one.partial_cmp(&other),
        (Got::Bool(one), Got::Bool(other)) => Some(one.cmp(&other)),
        (Got::Text(one), Got::Text(other)) => Some(one.cmp(other)),
        _ => return Err(Nothing::Fault),
    };
    let Some(order) = order else { return Err(Nothing::Fault) };
    Ok(Got::Bool(match how {
        Compare::Same => order == Ordering::Equal,
        Compare::Less => order == Ordering::Less,
        Compare::LessOrSame => order != Ordering::Greater,
        Compare::More => order == Ordering::Greater,
        Compare::MoreOrSame => order != Ordering::Less,
    }))
}
