/*
 * What a browser adds to pages that work without it. It keeps nothing in the browser, and says only words that the page
 * brought along:
 *
 * [data-key="n"], "g t", "Shift+P"   the visible control of a key; `j` and `k` go through the rows
 * [data-fresh]                       a list that hears `fresh` every 30 seconds, unless the focus is in it
 * form[data-names]                   hides the names at once; button[data-other] has the words for the other state
 * button[data-copy="id"]             copies what stands in that field; data-said is what the status says then
 * [data-ends="moment"][hidden]       shown two minutes before the session ends; data-said is what the status says then
 * #status[data-offline]              what the status says when an answer did not come
 */
(() => {
  'use strict';
  const root = document.documentElement;
  const FRESH_MS = 30_000;
  const SEQUENCE_MS = 1_500;
  const WARNING_MS = 120_000;
  const FIELDS = 'input, textarea, select, [contenteditable]';

  const all = (selector) => [...document.querySelectorAll(selector)];
  const isSeen = (element) => element.getClientRects().length > 0;

  /** The status is there before it is filled, so that it is read out. */
  function say(words) {
    const status = document.getElementById('status');
    if (status && words) status.textContent = words;
  }

  /* Keys */
  let before = '';
  let clearing = 0;

  function pressed({ key, shiftKey }) {
    return shiftKey && /^[a-z]$/i.test(key) ? `Shift+${key.toUpperCase()}` : key;
  }

  function controlOf(keys) {
    const found = all('[data-key]').filter((control) => control.dataset.key === keys);
    return found.find(isSeen) ?? found[0];
  }

  function use(control) {
    if (control.matches(FIELDS)) control.focus();
    else control.click();
  }

  function goThroughRows(step) {
    const rows = all('.row').filter(isSeen);
    const now = rows.indexOf(document.activeElement?.closest('.row'));
    const next = now < 0 ? (step > 0 ? rows[0] : rows.at(-1)) : rows[now + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (root.dataset.keys === 'off' || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || key.length > 1) return;
    if (target instanceof Element && target.closest(FIELDS)) return;
    const keys = pressed(event);
    const control = controlOf(before ? `${before} ${keys}` : keys);
    const opens = !before && all('[data-key]').some((one) => one.dataset.key.startsWith(`${keys} `));
    before = '';
    clearTimeout(clearing);
    if (control) {
      event.preventDefault();
      use(control);
    } else if (opens) {
      before = keys;
      clearing = setTimeout(() => (before = ''), SEQUENCE_MS);
    } else if (keys === 'j' || keys === 'k') {
      event.preventDefault();
      goThroughRows(keys === 'j' ? 1 : -1);
    }
  });

  /* Names */
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('form[data-names]')) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const isHidden = root.dataset.names === 'hidden';
    if (isHidden) delete root.dataset.names;
    else root.dataset.names = 'hidden';
    const button = form.querySelector('button');
    [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
    form.elements.names.value = isHidden ? 'hidden' : 'shown';
    // The server remembers it for this browser. Where that fails, the names are hidden on this page all the same.
    fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => say(offline()));
  });

  /* A pressed button is not pressed twice, and says that it waits */
  const waiting = new Map();

  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (form.matches('form[data-names]')) return;
    // After the browser, or htmx, has read the form: what is disabled is not sent.
    setTimeout(() => {
      if (event.defaultPrevented && !form.closest('[hx-post], [hx-get]')) return;
      const button = submitter ?? form.querySelector('button');
      form.setAttribute('aria-busy', 'true');
      if (!button) return;
      button.disabled = true;
      button.setAttribute('aria-busy', 'true');
      waiting.set(form, button);
    });
  });

  function stopWaiting(form, getsFocus) {
    const button = waiting.get(form);
    waiting.delete(form);
    form.removeAttribute('aria-busy');
    if (!button) return;
    button.disabled = false;
    button.removeAttribute('aria-busy');
    if (getsFocus && button.isConnected && document.activeElement === document.body) button.focus();
  }

  function offline() {
    return document.getElementById('status')?.dataset.offline;
  }

  document.addEventListener('htmx:finally:request', ({ target }) => {
    for (const form of waiting.keys()) if (form === target || !form.isConnected) stopWaiting(form, true);
  });
  document.addEventListener('htmx:error', ({ target, detail }) => {
    if (detail?.ctx && !target.matches('[data-fresh]')) say(offline());
  });
  // A page that comes back from the history of the browser has not been sent.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const form of waiting.keys()) stopWaiting(form, false);
  });

  /* Settled rows leave by themselves */
  setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    for (const list of all('[data-fresh]')) {
      if (!list.contains(document.activeElement)) list.dispatchEvent(new CustomEvent('fresh'));
    }
  }, FRESH_MS);

  /* Copying */
  function showCopyButtons() {
    for (const button of all('button[data-copy][hidden]')) button.hidden = false;
  }

  async function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.said);
    } catch {
      // Where the browser does not allow it, the words are marked, and a person copies them.
      field.focus();
    }
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-copy]') : null;
    if (button) void copy(button);
  });

  /* The end of the session */
  function warnBeforeEnd() {
    const line = document.querySelector('[data-ends][hidden]');
    if (!line) return;
    const leftMs = new Date(line.dataset.ends).getTime() - Date.now();
    if (leftMs > WARNING_MS) return;
    line.hidden = false;
    say(line.dataset.said);
  }

  setInterval(warnBeforeEnd, 5_000);
  document.addEventListener('htmx:after:swap', showCopyButtons);
  showCopyButtons();
  warnBeforeEnd();
})();
