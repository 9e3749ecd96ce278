/*
 * Passkeys, where the browser has any; the pages work without them.
 *
 * button[data-passkey="prove"]   shows who somebody is: data-options says what has to be signed, data-proof is where the
 *                                answer goes, data-to where it leads
 * button[data-passkey="add"]     makes one: data-name is what it is called
 * data-fault                     what is said where it did not work
 */
(() => {
  'use strict';
  const library = window.SimpleWebAuthnBrowser;
  if (!library?.browserSupportsWebAuthn()) return;

  async function post(address, body) {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.status === 204 ? null : answer.json();
  }

  async function prove({ options, proof, to }) {
    const response = await library.startAuthentication({ optionsJSON: await post(options) });
    await post(proof, response);
    location.assign(to);
  }

  async function add({ options, proof, to, name }) {
    const { id, response, type } = await library.startRegistration({
      optionsJSON: await post(options),
    });
    const { clientDataJSON, attestationObject } = response;
    const made = {
      id,
      type,
      response: { clientDataJSON, attestationObject },
    };
    await post(proof, { name, response: made });
    location.assign(to);
  }

  async function press(button) {
    const fault = document.getElementById('passkey-fault');
    fault.textContent = '';
    button.disabled = true;
    try {
      await (button.dataset.passkey === 'add' ? add(button.dataset) : prove(button.dataset));
    } catch (error) {
      // Whoever closes the browser's own window has changed their mind.
      if (error.name !== 'NotAllowedError') fault.textContent = button.dataset.fault;
      button.disabled = false;
      button.focus();
    }
  }

  for (const button of document.querySelectorAll('button[data-passkey]')) {
    button.hidden = false;
    button.addEventListener('click', () => void press(button));
  }
})();
