// Asks an authenticator for what the page or the server says, and sends its answer with the form. Without this file, or in
// a browser that has no passkeys here, what the page offers besides is what is left, and the page says so.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const named = (list) => list?.map((key) => ({ ...key, id: bytes(key.id) }));
const PARTS = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];

const signed = async ({ publicKey: asked }) => {
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) Object.assign(publicKey, { user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials) });
  else publicKey.allowCredentials = named(asked.allowCredentials);
  const key = await (asked.user ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
  const response = Object.fromEntries(PARTS.map((part) => [part, key.response[part] ? words(key.response[part]) : null]));
  if (key.response.getTransports) response.transports = key.response.getTransports();
  return JSON.stringify({ id: key.id, rawId: words(key.rawId), type: key.type, response });
};

for (const box of document.querySelectorAll('[data-passkey]')) {
  const [button, problem, form] = [box.querySelector('button'), box.querySelector('[role="alert"]'), box.closest('form')];
  if (!window.PublicKeyCredential || !navigator.credentials) continue;
  for (const part of [form, button, ...box.querySelectorAll('[data-with]')]) part.hidden = false;
  for (const part of box.querySelectorAll('[data-without]')) part.hidden = true;
  const ask = async () => {
    if (box.dataset.options) return JSON.parse(box.dataset.options);
    const body = new URLSearchParams({ step: form.querySelector('[name="step"]')?.value ?? '' });
    const answer = await fetch(box.dataset.passkey, { method: 'POST', body, credentials: 'same-origin' });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  button.onclick = async () => {
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    problem.hidden = true;
    try {
      box.querySelector('[type="hidden"]').value = await signed(await ask());
      // A field of the form may have any name, `submit` too; what it asks for besides is not asked for now.
      HTMLFormElement.prototype.submit.call(form);
    } catch {
      problem.hidden = false;
    } finally {
      button.removeAttribute('aria-disabled');
    }
  };
}
