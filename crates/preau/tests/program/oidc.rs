//! The program beside a client library of OpenID Connect that services written in Python use: discovery, code and proof,
//! verified tokens, refresh, and the word that a session has ended.

use std::io::Write as _;

use actions::testing::PASSWORD;
use serde_json::json;
use store::testing::TestDb;

use crate::{
    place::Place,
    process::{Serving, preau},
    python::Client,
};

store::both!(a_service_written_with_authlib_lets_in_and_puts_out, |t: TestDb| async move {
    let place = Place::new(t).await;
    let serving = Serving::start(place.data(), place.database());
    let mut client = Client::start("oidc_client.py");
    let address = client.says();
    let data = place.data().to_str().expect("plain text");
    let (back, after, logout) =
        (format!("{address}/callback"), format!("{address}/after"), format!("{address}/logout"));
    let services = |words: &[&str]| {
        let where_it_is = ["--data", data, "--database", place.database()];
        let said = preau(&[&["services"], words, &where_it_is].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    let said = services(&[
        "add",
        "essai",
        "--name",
        "Essai",
        "--oidc",
        "--redirect",
        &back,
        "--after-logout",
        &after,
        "--logout",
        &logout,
        "--attributes",
        "common",
    ]);
    let secret = said.lines().find_map(|line| line.strip_prefix("Secret du client, qui ne sera plus affiché : "));
    let secret = secret.expect("its secret").to_owned();
    assert!(!services(&["list"]).contains(&secret), "it is said once");
    let issuer = format!("http://{}", serving.address);
    writeln!(client.input, "{issuer}\nines\n{PASSWORD}\nessai\n{secret}").expect("asked");
    assert_eq!(client.says(), "entered");
    services(&["renew-key"]);
    writeln!(client.input, "renewed").expect("asked");
    let learned = client.learned();
    assert_eq!(learned["issuer"], json!(issuer), "{learned}");
    assert_eq!(learned["userinfo"]["name"], "Inès Benali", "{learned}");
    assert_eq!(learned["userinfo"]["classes"], json!(["2NDE 4"]), "{learned}");
    assert_eq!(learned["userinfo"]["sub"], learned["sub"], "{learned}");
    assert_eq!(learned["sub after"], learned["sub"], "{learned}");
    for name in ["another key", "refused again", "shut", "told of it", "told in time", "back"] {
        assert_eq!(learned[name], true, "{name}: {learned}");
    }
    assert!(serving.stop().success());
});
