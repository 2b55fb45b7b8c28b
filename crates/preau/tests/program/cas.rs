//! The program beside the client library that services written in Python use: each version of the protocol, and single
//! logout.

use std::io::Write as _;

use actions::testing::PASSWORD;
use serde_json::{Value, json};
use store::testing::TestDb;

use crate::{
    place::Place,
    process::{Serving, preau},
    python::Client,
};

store::both!(a_service_written_with_python_cas_lets_in_and_puts_out, |t: TestDb| async move {
    let place = Place::new(t).await;
    let serving = Serving::start(place.data(), place.database());
    let mut client = Client::start("cas_client.py");
    let address = client.says();
    let data = place.data().to_str().expect("plain text");
    let added = preau(&[
        "services",
        "add",
        "essai",
        "--name",
        "Essai",
        "--url",
        &address,
        "--attributes",
        "common",
        "--data",
        data,
        "--database",
        place.database(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    write!(client.input, "http://{}\nines\n{PASSWORD}\n", serving.address).expect("asked");
    let learned = client.learned();
    assert_eq!(learned["v1"], json!(["ines", null]), "{learned}");
    for version in ["v2", "v3", "saml"] {
        assert_eq!(learned[version][0], "ines", "{learned}");
        assert_eq!(learned[version][1]["displayName"], "Inès Benali", "{learned}");
        assert_eq!(learned[version][1]["classes"], "2NDE 4", "{learned}");
    }
    for version in ["v1", "v2", "v3", "saml"] {
        assert_eq!(learned[&format!("{version} again")][0], Value::Null, "a ticket lets in once: {learned}");
    }
    assert_eq!(learned["signed out at"], true, "{learned}");
    assert_eq!((&learned["told"], &learned["another"]), (&json!([true, true, true, true]), &json!(false)), "{learned}");
    assert!(serving.stop().success());
});
