"""Checks that the entries of this folder are in the signed journal, with Python 3 and OpenSSL only.

    python3 verifier.py

FORMAT.md says what the files hold. Ends with code 1 if anything does not agree.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

def sha(data):
    return hashlib.sha256(data).digest()

def leaf(entry):
    fields = ["preau-entry-1", entry["id"].replace("-", ""), str(entry["at"]), entry["verb"],
              (entry["actor"] or "").replace("-", ""), entry["subject"], entry["commitment"]]
    return sha(b"\0" + b"".join(b"%d:%s," % (len(f.encode()), f.encode()) for f in fields))

def root(node, at, size, path):
    last = size - 1
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = sha(b"\1" + sibling + node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = sha(b"\1" + node + sibling)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None

def signed(text, signature, public):
    with tempfile.TemporaryDirectory() as folder:
        files = {"text": text, "signature": signature, "key": bytes.fromhex("302a300506032b6570032100") + public}
        for name, content in files.items():
            open(os.path.join(folder, name), "wb").write(content)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin",
                               "-in", "text", "-sigfile", "signature"], cwd=folder, stdout=subprocess.DEVNULL).returncode == 0

here = os.path.dirname(os.path.abspath(__file__))
read = lambda name: open(os.path.join(here, name), encoding="utf-8", newline="").read()
entries = [json.loads(line) for line in read("extrait.jsonl").split("\n") if line]
proofs = {proof["seq"]: proof["path"] for proof in json.loads(read("preuves_inclusion.json"))["proofs"]}
if not read("checkpoint.txt"):
    print("the journal is empty" if not entries else "there are entries and no checkpoint")
    sys.exit(1 if entries else 0)
text, signatures = read("checkpoint.txt").rsplit("\n\n", 1)
origin, size, expected = text.split("\n")[:3]
name, key_id, public = read("cle.txt").strip().split("+", 2)
found = [base64.b64decode(line.split(" ")[2]) for line in signatures.strip().split("\n") if line.split(" ")[1] == name]
mine = [value[4:] for value in found if value[:4].hex() == key_id]
faults = []
if origin != name or not mine or not signed((text + "\n").encode(), mine[0], base64.b64decode(public)[1:]):
    faults.append("the checkpoint is not signed by this key")
for entry in entries:
    path = [bytes.fromhex(node) for node in proofs.get(entry["seq"], [])]
    if entry["seq"] not in proofs or root(leaf(entry), entry["seq"], int(size), path) != base64.b64decode(expected):
        faults.append(f"entry {entry['seq']} is not proven to be in the journal")
    if entry["payload"] is not None and sha(bytes.fromhex(entry["salt"]) + entry["payload"].encode()).hex() != entry["commitment"]:
        faults.append(f"the payload of entry {entry['seq']} is not the one that was sealed")
print("\n".join(faults) or f"{len(entries)} entries are in the journal of {origin}, signed at {size} entries")
sys.exit(1 if faults else 0)
