// Enhancement only: every page works without it. No words of any language stand here.
"use strict";

// Enter that confirms a kana-kanji conversion never submits. Safari ends the composition before
// the key event, so the old code 229 is looked at as well.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
    if (event.target instanceof HTMLInputElement) event.preventDefault();
  }
}, true);

// Passkeys: the form asks the server what to ask for, then the browser, then is sent with the answer.
// Without them, or without scripts, the form stays hidden and the password is used.
const passkeyForms = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON
  ? document.querySelectorAll("form[data-passkey]") : [];
for (const form of passkeyForms) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    event.stopPropagation();
    const failed = form.querySelector("[role=alert]");
    failed.hidden = true;
    try {
      const asked = await fetch(`${form.getAttribute("action")}/ask`, { method: "POST" });
      const { pending, options } = await asked.json();
      let answer;
      if (form.dataset.passkey === "create") {
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
        publicKey.authenticatorSelection = {
          ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true,
        };
        answer = await navigator.credentials.create({ publicKey });
      } else {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
        answer = await navigator.credentials.get({ publicKey });
      }
      form.elements.pending.value = pending;
      form.elements.answer.value = JSON.stringify(answer.toJSON());
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
  }, true);
}

// A second click on the same button sends nothing. The key in the form is the real guard: it makes
// one record of two sendings; this only spares the user the second answer.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent === "yes") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-busy", "true");
});

// Coming back by the browser's button: the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-busy");
  }
});

// Ctrl+Enter saves from any field of a form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (form && form.method === "post") form.requestSubmit();
});

// Alt+Shift and an arrow press the buttons that move an item.
const steps = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
document.addEventListener("keydown", (event) => {
  const step = event.altKey && event.shiftKey && steps[event.key];
  const button = step && document.querySelector(`form[data-steps] button[value="${step}"]`);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

// A part of the page that is still being made asks again until it no longer says so.
const refresh = async (part) => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    part.replaceWith(document.adoptNode(fresh));
    if (fresh.dataset.again) setTimeout(refresh, Number(fresh.dataset.again), fresh);
  } catch {
    setTimeout(refresh, 5000, part);
  }
};
for (const part of document.querySelectorAll("[data-again]")) {
  setTimeout(refresh, Number(part.dataset.again), part);
}

// The line of the source an item points at comes into view inside its own scroll box.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) target.scrollIntoView({ block: "nearest" });
});

// A button ticks every box of its part, or takes every tick away where all were set.
for (const button of document.querySelectorAll("button[data-tick]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const part = document.getElementById(button.dataset.tick);
    const boxes = [...part.querySelectorAll("input[type=checkbox]:not(:disabled)")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
