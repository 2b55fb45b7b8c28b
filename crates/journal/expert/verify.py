"""Checks an exported journal against one signed checkpoint, with Python 3 and OpenSSL only.

    python3 verify.py journal.jsonl checkpoint.txt key.txt

FORMAT.md says what the files hold. Ends with code 1 if anything does not agree.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

def sha(data):
    return hashlib.sha256(data).digest()

def leaf(entry):
    fields = ["preau-entry-1", entry["id"].replace("-", ""), str(entry["at"]), entry["verb"],
              (entry["actor"] or "").replace("-", ""), entry["subject"], entry["commitment"]]
    return sha(b"\0" + b"".join(b"%d:%s," % (len(f.encode()), f.encode()) for f in fields))

def root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1" + root(leaves[:half]) + root(leaves[half:]))

def signed(text, signature, public):
    with tempfile.TemporaryDirectory() as folder:
        files = {"text": text, "signature": signature, "key": bytes.fromhex("302a300506032b6570032100") + public}
        for name, content in files.items():
            open(os.path.join(folder, name), "wb").write(content)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin",
                               "-in", "text", "-sigfile", "signature"], cwd=folder, stdout=subprocess.DEVNULL).returncode == 0

journal, checkpoint, key = (open(name, encoding="utf-8", newline="").read() for name in sys.argv[1:4])
entries = [json.loads(line) for line in journal.split("\n") if line]
text, signatures = checkpoint.rsplit("\n\n", 1)
origin, size, expected = text.split("\n")[:3]
name, key_id, public = key.strip().split("+", 2)
found = [base64.b64decode(line.split(" ")[2]) for line in signatures.strip().split("\n") if line.split(" ")[1] == name]
mine = [value[4:] for value in found if value[:4].hex() == key_id]
faults = []
if origin != name or not mine or not signed((text + "\n").encode(), mine[0], base64.b64decode(public)[1:]):
    faults.append("the checkpoint is not signed by this key")
for place, entry in enumerate(entries):
    if entry["seq"] != place:
        faults.append(f"entry {place} is missing or out of place")
    if entry["payload"] is not None and sha(bytes.fromhex(entry["salt"]) + entry["payload"].encode()).hex() != entry["commitment"]:
        faults.append(f"the payload of entry {place} is not the one that was sealed")
sealed = entries[:int(size)]
if len(sealed) < int(size) or base64.b64encode(root([leaf(e) for e in sealed])).decode() != expected:
    faults.append(f"the first {size} entries are not those that were signed")
print("\n".join(faults) or f"{size} entries agree with the checkpoint of {origin}, {len(entries) - int(size)} come after it")
sys.exit(1 if faults else 0)
