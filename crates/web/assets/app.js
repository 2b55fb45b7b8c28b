// Comfort only: every page works without this file.
// One event stream says which regions to read again; suggestions for recipients; keyboard of the desk; drafts that
// save themselves; forms that leave once.
const root = document.documentElement;
root.classList.add('js');
const all = (what, from = document) => [...from.querySelectorAll(what)];
const one = (what, from = document) => from.querySelector(what);

// Reads a block of this very page again: the server answers the block alone to the header `X-Fragment`.
const fragment = async (url, name, options = {}) => {
  const answer = await fetch(url, { ...options, headers: { 'X-Fragment': name }, credentials: 'same-origin' });
  if (answer.redirected && new URL(answer.url).pathname === '/sign-in') location.assign(answer.url);
  // The session has ended, or a measure has closed this page: the whole page says so, or leads on.
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  const part = document.createElement('template');
  part.innerHTML = await answer.text();
  return part.content;
};

// Puts new content in place of an element, and gives the focus back to what had it.
const replace = (old, fresh) => {
  const held = document.activeElement;
  const inside = old.contains(held);
  const mark = inside && (held.id ? `#${CSS.escape(held.id)}` : held.getAttribute('href') && `[href="${CSS.escape(held.getAttribute('href'))}"]`);
  old.replaceWith(fresh);
  if (mark) one(mark)?.focus({ preventScroll: true });
};

// Live regions.
const again = async (names) => {
  for (const old of all('[data-live]').filter((region) => names.includes(region.dataset.live))) {
    // What somebody is writing or choosing is never taken away; the letters above a text are.
    if (all('input', old).some((field) => field.checked !== field.defaultChecked || (field.type !== 'hidden' && field.value !== field.defaultValue))) continue;
    const typing = one('textarea', old)?.value;
    try {
      const fresh = (await fragment(location.href, old.dataset.fragment)).firstElementChild;
      if (!fresh || fresh.outerHTML === old.outerHTML) continue;
      if (typing && one('textarea', fresh)) one('textarea', fresh).value = typing;
      replace(old, fresh);
      if (fresh.dataset.live === 'unread') counted(fresh);
      else one('#said').textContent = one('#said').dataset.new;
    } catch { /* The next word of the stream, or the next page, will show it. */ }
  }
};
const counted = (count) => {
  const shown = count.hidden ? '' : count.firstChild.textContent;
  document.title = document.title.replace(/^\([^)]*\) /, '');
  if (shown) document.title = `(${shown}) ${document.title}`;
  const small = one('.bar [href="/inbox"] .count');
  if (small) small.replaceWith(Object.assign(count.cloneNode(true), { hidden: count.hidden }));
};
if (one('[data-live]') && window.EventSource) {
  const stream = new EventSource('/events');
  let lost = false;
  stream.onmessage = (event) => again(event.data.split(' '));
  stream.onerror = () => { lost = true; };
  // After a silence, everything may have changed.
  stream.onopen = () => { if (lost) again(all('[data-live]').map((region) => region.dataset.live)); lost = false; };
  addEventListener('pagehide', () => stream.close());
}
// Work under way is read again each second: its steps are not worth a word of the stream.
const follow = () => {
  const names = all('[data-follow]').map((region) => region.dataset.live);
  if (names.length) setTimeout(() => again(names).then(follow), 1000);
};
follow();

// A form leaves once; coming back by the history frees it again.
document.addEventListener('submit', (event) => {
  const form = event.target.closest('[data-once]');
  if (!form) return;
  if (form.dataset.gone) return event.preventDefault();
  const name = event.submitter?.value?.split(':')[0];
  if (form.dataset.compose !== undefined && ['find', 'add', 'copy', 'remove'].includes(name)) return;
  form.dataset.gone = 'yes';
  setTimeout(() => all('button', form).forEach((button) => button.setAttribute('aria-disabled', 'true')));
});
addEventListener('pageshow', () => all('[data-gone]').forEach((form) => {
  delete form.dataset.gone;
  all('[aria-disabled]', form).forEach((button) => button.removeAttribute('aria-disabled'));
}));

// Passwords that can be looked at.
for (const field of all('[data-show]')) {
  const wrap = Object.assign(document.createElement('div'), { className: 'secret' });
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: field.dataset.show });
  field.replaceWith(wrap);
  wrap.append(field, button);
  if (field.autofocus) field.focus();
  button.onclick = () => {
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.textContent = shown ? field.dataset.show : field.dataset.hide;
  };
}
for (const wait of all('[data-again]')) setTimeout(() => location.replace(location.pathname), wait.dataset.again * 1000);
for (const button of all('[data-print]')) button.onclick = () => print();
document.addEventListener('click', (event) => all('.more[open]').forEach((menu) => menu.contains(event.target) || menu.removeAttribute('open')));

// Writing: suggestions, recipients without leaving the page, drafts.
const form = one('[data-compose]');
if (form) {
  let timer;
  let active = -1;
  const box = () => one('#q');
  const list = () => one('#live');
  const options = () => all('#live [role="option"]');
  const close = () => { list()?.remove(); active = -1; box().setAttribute('aria-expanded', 'false'); box().removeAttribute('aria-activedescendant'); };
  const point = (n) => {
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === n)));
    active = n;
    const option = options()[n];
    if (option) { box().setAttribute('aria-activedescendant', option.id); option.scrollIntoView({ block: 'nearest' }); }
  };
  const dress = () => Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': 'live' }).forEach(([name, value]) => box().setAttribute(name, value));
  const suggest = async () => {
    const asked = box().value.trim();
    if (!asked) return close();
    const found = one('.found', await fragment(`${box().dataset.picker}?q=${encodeURIComponent(asked)}`, 'found').catch(() => new DocumentFragment()));
    if (!found || box().value.trim() !== asked) return;
    close();
    one('#found')?.remove();
    found.id = 'live-box';
    found.classList.add('live');
    const rows = one('ul', found);
    if (rows) { rows.id = 'live'; rows.setAttribute('role', 'listbox'); }
    else found.id = 'live';
    const chosen = all('.chip input', form).map((input) => input.value);
    all('li', found).forEach((row, at) => { row.id = `live-${at}`; row.setAttribute('role', 'option'); row.hidden = chosen.includes(row.dataset.id); });
    all('li[hidden]', found).forEach((row) => row.remove());
    one('.picker').append(found);
    box().setAttribute('aria-expanded', 'true');
    if (options().length) point(0);
  };
  const change = async (what) => {
    const data = new FormData(form);
    data.delete('file');
    data.set('do', what);
    const fresh = one('#recipients', await fragment('/messages', 'recipients', { method: 'POST', body: data }));
    one('#recipients').replaceWith(fresh);
    one('#send span').textContent = fresh.dataset.send;
    dress();
    box().value = '';
    box().focus();
    soon();
  };
  form.addEventListener('input', (event) => {
    if (event.target.id !== 'q') return soon();
    clearTimeout(timer);
    timer = setTimeout(suggest, 120);
  });
  form.addEventListener('keydown', (event) => {
    if (event.target.id !== 'q') { if (event.key === 'Enter' && event.target.id === 'subject') { event.preventDefault(); one('#body').focus(); } return; }
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && options().length) { event.preventDefault(); point((active + move + options().length) % options().length); }
    if (event.key === 'Escape') close();
    if (event.key === 'Enter') { event.preventDefault(); if (options()[active]) choose(options()[active]); else suggest(); }
    if (event.key === 'Backspace' && !box().value) { const last = all('.chip button').pop(); if (last) change(last.value); }
  });
  const choose = (option) => { const id = option.dataset.id; close(); change(`add:${id}`).catch(() => form.submit()); };
  form.addEventListener('click', (event) => {
    const option = event.target.closest('#live [role="option"]');
    if (option) { event.preventDefault(); return choose(option); }
    const button = event.target.closest('button[name="do"]');
    if (!button) return;
    if (button.value === 'find') { event.preventDefault(); box().focus(); suggest(); }
    else if (/^(add|copy|remove):/.test(button.value)) { event.preventDefault(); change(button.value).catch(() => form.submit()); }
  });
  form.addEventListener('focusout', (event) => { if (event.target.id === 'q') setTimeout(() => list() && !form.contains(document.activeElement) && close(), 200); });

  // A draft is saved four seconds after the last key, and answers with its identity in `X-Draft`.
  let saving;
  const soon = () => { clearTimeout(saving); saving = setTimeout(save, 4000); };
  const save = async () => {
    if (form.dataset.gone || !(one('#body').value.trim() || one('#subject').value.trim())) return;
    const data = new FormData(form);
    data.delete('file');
    data.set('do', 'save');
    const answer = await fetch('/messages', { method: 'POST', body: data, headers: { 'X-Fragment': 'saved' } }).catch(() => null);
    const draft = answer?.ok && answer.headers.get('X-Draft');
    if (!draft) return;
    const field = one('[name="draft"]', form) ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: 'draft' }));
    field.value = draft;
    one('#saved').textContent = one('#saved').dataset.saved;
  };
  dress();
}

// A notice is looked at while it is written: what keeps it from leaving is said beside the fields.
const looked = one('[data-look]');
if (looked) {
  let timer;
  looked.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const body = new URLSearchParams(new FormData(looked));
      body.set('do', 'look');
      const fresh = one('#findings', await fragment(looked.dataset.look, 'findings', { method: 'POST', body }).catch(() => new DocumentFragment()));
      if (fresh) one('#findings').replaceWith(fresh);
    }, 700);
  });
}

// The desk by keyboard: j and k move, o reads, r and c go to their button; Enter decides.
if (one('body.desk')) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
    const links = all('.queue a');
    const at = links.findIndex((link) => link.matches('[aria-current]'));
    if (event.key === 'j') links[Math.min(at + 1, links.length - 1)]?.click();
    else if (event.key === 'k') links[Math.max(at - 1, 0)]?.click();
    else if (event.key === 'o') one('[data-key="o"]')?.click();
    else if (event.key === 'r' || event.key === 'c') one(`[data-key="${event.key}"]`)?.focus();
  });
}

// A sheet's square brings its code behind a #, which no server and no log sees.
const square = one('[data-square]');
if (square && /^#[0-9A-Za-z-]{11,16}$/.test(location.hash)) {
  square.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}
