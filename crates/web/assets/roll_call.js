// A roll call on a telephone without network: what was ticked is kept on it and leaves as soon as it can. Without this file
// the form is sent like any other.
(() => {
const form = document.querySelector('[data-roll-call]');
const say = form.querySelector('[role="status"]');
// Of whoever fills it in: what waits leaves in the name of nobody else.
const KEPT = `roll-call-${form.dataset.rollCall}`;
const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? '[]');
const keep = (list) => (list.length ? localStorage.setItem(KEPT, JSON.stringify(list)) : localStorage.removeItem(KEPT));

// How long ago it was ticked, and not when: a telephone's clock may be wrong.
const send = async ({ to, body, at }) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(to, { method: 'POST', body: `${body}&age=${Math.max(0, Date.now() - at)}`, credentials: 'same-origin', headers });
  // The session has ended: it leaves once its owner has signed in again.
  const signedOut = answer.status === 401 || new URL(answer.url).pathname === '/sign-in';
  if (signedOut || answer.status >= 500) throw new Error(String(answer.status));
  return answer;
};

// The oldest first, and each leaves the telephone only when the server has answered: twice is no harm, lost would be. What is
// added meanwhile, here or in another tab, stays in the queue.
let busy = false;
const leave = async () => {
  if (busy || !kept().length) return null;
  busy = true;
  let [last, refused] = [null, false];
  try {
    while (kept().length) {
      const first = kept()[0];
      const answer = await send(first);
      const taken = new URL(answer.url).searchParams.get('said') === 'roll-call-marked';
      keep(kept().filter((one) => one.at !== first.at));
      [last, refused] = [answer, refused || !taken];
    }
    say.textContent = refused ? say.dataset.refused : say.dataset.sent;
  } catch {
    last = null;
    say.textContent = say.dataset.unsent;
  }
  busy = false;
  return refused ? null : last;
};
const together = () => (navigator.locks ? navigator.locks.request(KEPT, leave) : leave());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  fields.delete('age');
  keep([...kept(), { to: form.action, body: new URLSearchParams(fields).toString(), at: Date.now() }]);
  const answer = await together();
  if (answer) location.assign(answer.url);
});
addEventListener('online', together);
setInterval(together, 10_000);
together();
})();
