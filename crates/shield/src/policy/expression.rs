//! An expression of a policy: CEL, read by the `cel` crate, checked against the schema, and made into a small tree.
//!
//! Checked means: every name is a feature, a term or a bound, every type fits, nothing is called, nothing loops. What
//! passes always ends, in as many steps as it has nodes. A signal that is missing makes what depends on it unavailable,
//! unless the rest decides alone: `false && missing` is false. `feature == null` asks whether it is missing.

use cel::{
    IdedExpr,
    common::ast::{CallExpr, Expr, LiteralValue, operators},
    parser::PrattParser,
};

use super::{
    evaluate::{Compare, Node, Sum},
    fault::Fault,
    schema::{self, FEATURES, Kind},
};
use model::limits;

/// A name that a policy gives to an expression.
pub(crate) struct Known<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: Kind,
}

/// A checked expression with its type and the number of its nodes.
pub(crate) struct Checked {
    pub(crate) node: Node,
    pub(crate) kind: Kind,
    pub(crate) nodes: usize,
}

/// Reads and checks an expression, which may name these terms.
pub(crate) fn check(text: &str, terms: &[Known<'_>]) -> Result<Checked, Fault> {
    if text.len() > limits::POLICY_EXPRESSION_BYTES_MAX {
        return Err(Fault::TooLong { bytes: text.len() });
    }
    check_depth(text)?;
    let parser = PrattParser::default().max_recursion_depth(limits::POLICY_DEPTH_MAX).error_recovery_limit(1);
    let tree = parser.parse(text).map_err(|errors| {
        let first = errors.errors.first();
        Fault::Syntax { line: first.map_or(1, |e| e.pos.0), column: first.map_or(1, |e| e.pos.1) }
    })?;
    let mut checker = Checker { terms, nodes: 0 };
    let (node, kind) = checker.read(&tree)?;
    Ok(Checked { node, kind, nodes: checker.nodes })
}

/// What is deeper than anybody writes is not even read. (The `cel` crate has two readers: its first, made from a grammar,
/// overflows the stack at sixteen parentheses in a debug build; this one has a bound of its own.)
fn check_depth(text: &str) -> Result<(), Fault> {
    let (mut depth, mut deepest, mut signs) = (0_usize, 0, 0);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '?' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '+' | '-' | '*' | '/' | '%' | '.' | '!' | '<' | '>' | '=' => signs += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > usize::from(limits::POLICY_DEPTH_MAX) || signs > limits::POLICY_SIGNS_MAX {
        return Err(Fault::TooDeep);
    }
    Ok(())
}

struct Checker<'a> {
    terms: &'a [Known<'a>],
    nodes: usize,
}

type Read = Result<(Node, Kind), Fault>;

impl Checker<'_> {
    fn read(&mut self, tree: &IdedExpr) -> Read {
        self.nodes += 1;
        match &tree.expr {
            Expr::Literal(literal) => self::literal(literal),
            Expr::Ident(name) => self.name(name),
            Expr::Call(call) => self.call(call),
            Expr::Select(_) => Err(Fault::NotUsed("un point")),
            Expr::List(_) => Err(Fault::NotUsed("une liste, sauf après « in »,")),
            Expr::Comprehension(_) => Err(Fault::NotUsed("une boucle")),
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => Err(Fault::NotUsed("une structure")),
        }
    }

    fn name(&self, name: &str) -> Read {
        if let Some(place) = schema::place(name) {
            return Ok((Node::Feature(place), FEATURES[place].kind));
        }
        if let Some(place) = self.terms.iter().position(|term| term.name == name) {
            return Ok((Node::Term(place), self.terms[place].kind));
        }
        if let Some((_, value)) = schema::BOUNDS.iter().find(|(bound, _)| *bound == name) {
            return Ok((Node::Int(*value), Kind::Int));
        }
        Err(Fault::Unknown { name: name.to_owned() })
    }

    fn call(&mut self, call: &CallExpr) -> Read {
        if call.target.is_some() {
            return Err(Fault::Call { name: call.func_name.clone() });
        }
        let args = &call.args[..];
        match (call.func_name.as_str(), args) {
            (operators::LOGICAL_AND, args) => Ok((Node::All(self.bools("&&", args)?), Kind::Bool)),
            (operators::LOGICAL_OR, args) => Ok((Node::Any(self.bools("||", args)?), Kind::Bool)),
            (operators::LOGICAL_NOT, [arg]) => {
                let node = self.of_kind("!", arg, Kind::Bool)?;
                Ok((Node::Not(Box::new(node)), Kind::Bool))
            }
            (operators::CONDITIONAL, [condition, one, other]) => {
                let condition = self.of_kind("? :", condition, Kind::Bool)?;
                let ((one, kind), (other, second)) = (self.read(one)?, self.read(other)?);
                same("? :", kind, second)?;
                Ok((Node::If(Box::new((condition, one, other))), kind))
            }
            (operators::EQUALS, [one, other]) => self.equal(one, other, false),
            (operators::NOT_EQUALS, [one, other]) => self.equal(one, other, true),
            (operators::LESS, [one, other]) => self.compare("<", Compare::Less, one, other),
            (operators::LESS_EQUALS, [one, other]) => self.compare("<=", Compare::LessOrSame, one, other),
            (operators::GREATER, [one, other]) => self.compare(">", Compare::More, one, other),
            (operators::GREATER_EQUALS, [one, other]) => self.compare(">=", Compare::MoreOrSame, one, other),
            (operators::ADD, [one, other]) => self.sum("+", Sum::Add, one, other),
            (operators::SUBSTRACT, [one, other]) => self.sum("-", Sum::Subtract, one, other),
            (operators::MULTIPLY, [one, other]) => self.sum("*", Sum::Multiply, one, other),
            (operators::NEGATE, [arg]) => {
                let node = self.of_kind("-", arg, Kind::Int)?;
                Ok((Node::Sum(Sum::Subtract, Box::new((Node::Int(0), node))), Kind::Int))
            }
            (operators::IN, [one, other]) => self.within(one, other),
            (name, _) => Err(Fault::Call { name: name.trim_matches('_').to_owned() }),
        }
    }

    fn bools(&mut self, sign: &'static str, args: &[IdedExpr]) -> Result<Vec<Node>, Fault> {
        let mut nodes = Vec::with_capacity(args.len());
        for arg in args {
            // `a && b && c` comes as pairs of pairs.
            match (sign, self.of_kind(sign, arg, Kind::Bool)?) {
                ("&&", Node::All(inner)) | ("||", Node::Any(inner)) => nodes.extend(inner),
                (_, node) => nodes.push(node),
            }
        }
        Ok(nodes)
    }

    fn of_kind(&mut self, sign: &'static str, tree: &IdedExpr, kind: Kind) -> Result<Node, Fault> {
        let (node, found) = self.read(tree)?;
        if found == kind { Ok(node) } else { Err(Fault::Type { sign, wanted: kind, found }) }
    }

    /// Equality; with `null` on one side it asks whether a signal is missing.
    fn equal(&mut self, one: &IdedExpr, other: &IdedExpr, not: bool) -> Read {
        let sign = if not { "!=" } else { "==" };
        let null = |tree: &IdedExpr| matches!(tree.expr, Expr::Literal(LiteralValue::Null));
        let node = match (null(one), null(other)) {
            (true, true) => return Err(Fault::NotUsed("« null » des deux côtés")),
            (false, false) => self.compare(sign, Compare::Same, one, other)?.0,
            (first, _) => match self.read(if first { other } else { one })?.0 {
                Node::Feature(place) if FEATURES[place].may_be_unavailable() => Node::Missing(place),
                Node::Feature(place) => return Err(Fault::NeverMissing { name: FEATURES[place].name.to_owned() }),
                _ => return Err(Fault::NotUsed("« null », sauf comparé à une variable,")),
            },
        };
        Ok((if not { Node::Not(Box::new(node)) } else { node }, Kind::Bool))
    }

    fn compare(&mut self, sign: &'static str, how: Compare, one: &IdedExpr, other: &IdedExpr) -> Read {
        let ((one, kind), (other, second)) = (self.read(one)?, self.read(other)?);
        same(sign, kind, second)?;
        let ordered = matches!(kind, Kind::Int | Kind::Double);
        let equal = how == Compare::Same && matches!(kind, Kind::Bool | Kind::Text);
        if !ordered && !equal {
            return Err(Fault::Type { sign, wanted: Kind::Int, found: kind });
        }
        Ok((Node::Compare(how, Box::new((one, other))), Kind::Bool))
    }

    fn sum(&mut self, sign: &'static str, how: Sum, one: &IdedExpr, other: &IdedExpr) -> Read {
        let one = self.of_kind(sign, one, Kind::Int)?;
        let other = self.of_kind(sign, other, Kind::Int)?;
        Ok((Node::Sum(how, Box::new((one, other))), Kind::Int))
    }

    /// `"device" in signs`, `network_class in ["vpn", "tor"]`.
    fn within(&mut self, one: &IdedExpr, other: &IdedExpr) -> Read {
        let (one, kind) = self.read(one)?;
        let Expr::List(list) = &other.expr else {
            let words = self.of_kind("in", other, Kind::Words)?;
            if kind != Kind::Text {
                return Err(Fault::Type { sign: "in", wanted: Kind::Text, found: kind });
            }
            return Ok((Node::Within(Box::new((one, words))), Kind::Bool));
        };
        if !matches!(kind, Kind::Text | Kind::Int) {
            return Err(Fault::Type { sign: "in", wanted: Kind::Text, found: kind });
        }
        let mut among = Vec::with_capacity(list.elements.len());
        for element in &list.elements {
            let (node, found) = self.read(element)?;
            same("in", kind, found)?;
            among.push(node);
        }
        Ok((Node::Among(Box::new(one), among), Kind::Bool))
    }
}

fn literal(literal: &LiteralValue) -> Read {
    match literal {
        LiteralValue::Boolean(value) => Ok((Node::Bool(*value.inner()), Kind::Bool)),
        LiteralValue::Int(value) => Ok((Node::Int(*value.inner()), Kind::Int)),
        LiteralValue::Double(value) => Ok((Node::Double(*value.inner()), Kind::Double)),
        LiteralValue::String(value) => Ok((Node::Text(value.inner().to_owned()), Kind::Text)),
        LiteralValue::Null => Err(Fault::NotUsed("« null », sauf comparé à une variable,")),
        LiteralValue::Bytes(_) | LiteralValue::UInt(_) => Err(Fault::NotUsed("ce genre de valeur")),
    }
}

fn same(sign: &'static str, one: Kind, other: Kind) -> Result<(), Fault> {
    if one == other { Ok(()) } else { Err(Fault::Type { sign, wanted: one, found: other }) }
}
