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

// Alt+Shift and an arrow press the buttons that move the item that has the focus, or the one the
// page is about.
const steps = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
document.addEventListener("keydown", (event) => {
  const step = event.altKey && event.shiftKey && steps[event.key];
  if (!step) return;
  const row = document.activeElement && document.activeElement.closest("[data-row]");
  if (!row && document.querySelector("[data-row]")) return;
  const button = (row || document).querySelector(`form[data-steps] button[value="${step}"]`);
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

// An item that was just moved or written keeps the focus.
const landed = location.hash.startsWith("#item-") && document.getElementById(location.hash.slice(1));
if (landed) landed.focus();

// What is typed is kept in this browser until it is saved, so that a lost connection, an ended
// session or a crash loses nothing. Only names and values of fields that hold words are kept.
const draftName = (draft) => `ayumi-draft:${location.pathname.split("/")[2] || ""}:${draft}`;
const wordsOf = (form) => {
  const words = {};
  for (const field of form.elements) {
    const typed = field instanceof HTMLTextAreaElement || field.type === "text";
    if (typed && field.name) words[field.name] = field.value;
  }
  return words;
};
const storage = (work) => {
  try {
    return work(window.localStorage);
  } catch {
    // Storage is full or forbidden: the page works without.
    return null;
  }
};
// The server leads to a page that says what it saved.
const saved = new URLSearchParams(location.search).get("saved");
if (saved) storage((all) => all.removeItem(draftName(saved)));
for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = draftName(form.dataset.draft);
  const first = wordsOf(form);
  const kept = storage((all) => JSON.parse(all.getItem(name) || "null"));
  const offer = form.querySelector("[data-draft-offer]");
  const differs = kept && Object.entries(kept).some(([field, words]) => field in first && first[field] !== words);
  if (differs && offer) {
    offer.hidden = false;
    offer.querySelector("[data-draft-take]").addEventListener("click", () => {
      for (const [field, words] of Object.entries(kept)) {
        const one = form.elements.namedItem(field);
        if (one && "value" in one) one.value = words;
      }
      offer.hidden = true;
    });
    offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
      storage((all) => all.removeItem(name));
      offer.hidden = true;
    });
  }
  form.addEventListener("input", () => {
    storage((all) => all.setItem(name, JSON.stringify(wordsOf(form))));
  });
}

// An item is dragged by its handle before, behind or below another one. An extra: the buttons and
// keys do the same.
const rowsOfTree = [...document.querySelectorAll("[data-row]")].filter((row) => row.querySelector("form[data-steps]"));
let dragged = null;
const zoneOf = (row, y) => {
  const box = row.getBoundingClientRect();
  const part = (y - box.top) / box.height;
  return part < 0.3 ? "before" : part > 0.7 ? "behind" : "below";
};
const forgetZones = () => rowsOfTree.forEach((row) => row.removeAttribute("data-drop"));
const dropped = (row, zone) => {
  const form = dragged.querySelector("form[data-steps]");
  const sent = form.cloneNode(false);
  const put = (name, value) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    sent.append(field);
  };
  for (const name of ["version", "key", "item"]) put(name, form.elements.namedItem(name).value);
  put("do", "move");
  const below = zone === "below" ? row.dataset.id : row.dataset.parent;
  put("below", below);
  if (zone !== "below") {
    // Places are counted without the item itself.
    const ahead = dragged.dataset.parent === below && Number(dragged.dataset.at) < Number(row.dataset.at) ? 1 : 0;
    put("at", String(Number(row.dataset.at) - ahead + (zone === "behind" ? 1 : 0)));
  }
  sent.hidden = true;
  document.body.append(sent);
  sent.submit();
};
for (const row of rowsOfTree) {
  const handle = document.createElement("span");
  handle.className = "handle";
  handle.draggable = true;
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "⠿";
  row.querySelector("p").prepend(handle);
  handle.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.id);
  });
  handle.addEventListener("dragend", () => {
    dragged = null;
    forgetZones();
  });
  row.addEventListener("dragover", (event) => {
    if (!dragged || dragged === row) return;
    event.preventDefault();
    forgetZones();
    row.dataset.drop = zoneOf(row, event.clientY);
  });
  row.addEventListener("drop", (event) => {
    if (!dragged || dragged === row) return;
    event.preventDefault();
    dropped(row, zoneOf(row, event.clientY));
  });
}
