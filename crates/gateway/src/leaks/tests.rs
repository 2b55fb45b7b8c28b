use super::*;

/// The pairs of a list, each as `name password`, in order.
fn read(text: &[u8]) -> (Vec<Pair>, u64, u64) {
    let mut pairs = Pairs::of(text);
    let mut found = Vec::new();
    while let Some(some) = pairs.next_pairs().expect("memory is read") {
        found.extend(some);
    }
    (found, pairs.lines, pairs.unread)
}

fn pair(name: &str, password: &str) -> Pair {
    Pair::new(name, password).expect("a pair")
}

/// Whether a line gives a pair, among others maybe.
fn gives(line: &str, name: &str, password: &str) {
    let (found, ..) = read(line.as_bytes());
    assert!(found.contains(&pair(name, password)), "{line}");
    assert!(found.len() <= 4, "few ways of reading one line: {line}");
}

#[test]
fn one_line_is_read_in_every_way_that_it_may_mean() {
    for line in [
        "https://ent.example/auth/login:zoe.martin:s3cr:et",
        "https://ent.example:443/auth:zoe.martin:s3cr:et",
        "https://ent.example:8080:zoe.martin:s3cr:et",
        "android://Ab9_hash==@fr.ent.app/:zoe.martin:s3cr:et",
        "http://ent.example|zoe.martin|s3cr:et",
        "https://ent.example zoe.martin s3cr:et",
        "zoe.martin:s3cr:et",
        "ZOE.MARTIN:s3cr:et",
        "zoe.martin:s3cr:et:https://ent.example/login",
        "zoe.martin;s3cr:et",
        "zoe.martin|s3cr:et",
        "zoe.martin\ts3cr:et",
        "zoe.martin s3cr:et",
        "ent.example;zoe.martin;s3cr:et",
        "zoe.martin;s3cr:et;https://ent.example",
        "\u{FEFF}zoe.martin:s3cr:et\r",
        "{\"url\": \"https://ent.example\", \"username\": \"zoe.martin\", \"password\": \"s3cr:et\", \"date\": 3}",
        "{\"Login\": \"zoe.martin\", \"PASS\": \"s3cr:et\"}",
    ] {
        gives(line, "zoe.martin", "s3cr:et");
    }
    gives("https://ent.example:12345:secret", "12345", "secret");
    gives("zoe@ent.example:a,b;c d", "zoe@ent.example", "a,b;c d");
    gives("zoe.martin:  deux blancs devant", "zoe.martin", "  deux blancs devant");
}

#[test]
fn columns_under_a_heading_are_read_by_their_names() {
    let list = "URL,Identifiant,Mot de passe\nhttps://ent.example,zoe.martin,\"a,b\"\"c\"\n,adam.petit,secret\nrien\n";
    let (found, lines, unread) = read(list.as_bytes());
    assert_eq!(found, [pair("zoe.martin", "a,b\"c"), pair("adam.petit", "secret")]);
    assert_eq!((lines, unread), (4, 1));
    let (found, ..) = read(b"password;login\nsecret;zoe.martin\n");
    assert_eq!(found, [pair("zoe.martin", "secret")]);
}

#[test]
fn blocks_of_lines_are_put_together() {
    let list = "Soft: Chrome\nURL: https://ent.example/login\nUsername: zoe.martin\nPassword: s3cr:et = x\n\n\
                ===============\nHost: ent.example\nLogin: adam.petit\nPassword: \n\nPassword: seul\nUSER: ines\nPASS: fin\n";
    let (found, lines, unread) = read(list.as_bytes());
    assert_eq!(found, [pair("zoe.martin", "s3cr:et = x"), pair("ines", "fin")]);
    assert_eq!((lines, unread), (13, 2), "a line of signs, and a password of nobody");
}

#[test]
fn what_is_no_text_or_has_no_end_is_read_in_bounds() {
    let (found, ..) = read(b"zoe.martin:\xE9t\xE9 2024\n");
    assert_eq!(found, [pair("zoe.martin", "été 2024")], "Windows-1252");
    let mut list = vec![b'x'; 3_000_000];
    list.extend_from_slice(b":y\nadam.petit:secret");
    let (found, lines, unread) = read(&list);
    assert_eq!((found, lines, unread), (vec![pair("adam.petit", "secret")], 2, 1));
    assert_eq!(read(b""), (vec![], 0, 0));
    assert_eq!(read(b"\n\n \n"), (vec![], 3, 0));
    assert_eq!(read(b"{\"username\": 3}\n{\n:\n::\n://\n").0, []);
}

proptest::proptest! {
    #[test]
    fn no_list_stops_the_reading(list in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        read(&list);
    }

    #[test]
    fn a_password_of_any_signs_is_read_behind_its_name(password in "[ -~]{1,40}") {
        let (found, ..) = read(format!("zoe.martin:{password}").as_bytes());
        proptest::prop_assert!(found.contains(&pair("zoe.martin", &password)), "{:?}", password);
    }
}
