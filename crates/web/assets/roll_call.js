// A roll call on a telephone without network: what was ticked is kept on it and leaves as soon as it can. Without this file
// the form is sent like any other.
(() => {
const form = document.querySelector('[data-roll-call]');
const say = form.querySelector('[role="status"]');
// Of whoever fills it in: what waits leaves in the name of nobody else.
const KEPT = `roll-call-${form.dataset.rollCall}`;
const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? '[]');
const keep = (list) => (list.length ? localStorage.setItem(KEPT, JSON.stringify(list)) : localStorage.removeItem(KEPT));

const send = async ({ to, body }) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(to, { method: 'POST', body, credentials: 'same-origin', headers });
  // The session has ended: it leaves once its owner has signed in again.
  const signedOut = answer.status === 401 || new URL(answer.url).pathname === '/sign-in';
  if (signedOut || answer.status >= 500) throw new Error(String(answer.status));
  return answer;
};

// The oldest first, and each leaves the telephone only when the server has answered: twice is no harm, lost would be.
let busy = false;
const leave = async () => {
  if (busy) return null;
  busy = true;
  let answer = null;
  try {
    for (let list = kept(); list.length; list = kept()) {
      answer = await send(list[0]);
      keep(list.slice(1));
    }
    if (answer) say.textContent = say.dataset.sent;
  } catch {
    answer = null;
    say.textContent = say.dataset.unsent;
  }
  busy = false;
  return answer;
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  form.elements.made_at.value = Date.now();
  keep([...kept(), { to: form.action, body: new URLSearchParams(new FormData(form)).toString() }]);
  const answer = await leave();
  if (answer) location.assign(answer.url);
});
addEventListener('online', leave);
setInterval(() => { if (kept().length) leave(); }, 10_000);
leave();
})();
