// The little script there is. Every page works without it; it only makes some of them quicker to use.
import { Button, CharacterCount, ErrorSummary, PasswordInput, Radios, Checkboxes, createAll } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const words = document.documentElement.dataset;
const said = (key, fallback) => words[key] ?? fallback;

// What is typed stays in this tab until it was taken: the way back after a mistake and the other language show it again.
// Never: a password or a file; anything beyond the tab; anything once somebody stands at the door, or in another session.
const memory = (() => { try { return window.sessionStorage; } catch { return null; } })();
const OURS = ["token", "once", "version", "seen"];
const UNKEPT = ["hidden", "password", "file"];
const halves = document.querySelectorAll("form[data-keep]");
const typedInto = (form, name) => [...form.elements].filter((own) => own.name === name && !UNKEPT.includes(own.type));
// Forms that send to one address are told apart by what they carry along.
const draftOf = (form) => {
  const along = [...form.querySelectorAll("input[type=hidden]")].filter((own) => own.value && !OURS.includes(own.name));
  return ["draft", form.getAttribute("action"), ...along.map((own) => `${own.name}=${own.value}`)].join(" ");
};
const session = document.querySelector("form[action='/sign-out'] [name=token]")?.value;
// Who signed in elsewhere, or after a session that simply ended, never passed the door in this tab.
const another = session && memory?.getItem("session") !== session;
if (another || document.querySelector("form[action='/sign-in']")) memory?.clear();
if (another) memory?.setItem("session", session);
const drafts = new Map([...halves].map((form) => [form, JSON.parse(memory?.getItem(draftOf(form)) ?? "{}")]));
const forget = (key) => memory?.removeItem(key);

function putBack(form, draft) {
  let changed = false;
  for (const [name, values] of Object.entries(draft)) {
    for (const own of typedInto(form, name)) {
      const ticked = ["checkbox", "radio"].includes(own.type);
      if (ticked ? own.checked === values.includes(own.value) : own.value === values[0]) continue;
      if (ticked) own.checked = values.includes(own.value); else own.value = values[0] ?? "";
      changed = true;
    }
  }
  return changed;
}

function tellPutBack(form) {
  const [note, said, afresh] = ["div", "p", "button"].map((name) => document.createElement(name));
  Object.assign(note, { className: "tr-note tr-note--soon" }).setAttribute("role", "status");
  said.textContent = words.kept;
  Object.assign(afresh, { type: "button", className: "tr-afresh", textContent: words.afresh });
  afresh.addEventListener("click", () => { forget(draftOf(form)); drafts.set(form, {}); form.reset(); note.remove(); });
  note.append(said, afresh);
  form.prepend(note);
}

const sent = memory?.getItem("sent");
const isHere = [...halves].some((form) => draftOf(form) === sent);
const taken = sent && !document.querySelector(".tr-sorry") && (!isHere || document.querySelector("main > .tr-note--good"));
if (taken) { forget(sent); for (const form of halves) if (draftOf(form) === sent) drafts.set(form, {}); }
forget("sent");
for (const [form, draft] of drafts) {
  if (putBack(form, draft)) tellPutBack(form);
  form.addEventListener("input", ({ target }) => {
    if (UNKEPT.includes(target.type) || !target.name) return;
    drafts.get(form)[target.name] = new FormData(form).getAll(target.name).filter((value) => value !== "" || target.type !== "checkbox");
    memory?.setItem(draftOf(form), JSON.stringify(drafts.get(form)));
  });
  form.addEventListener("submit", () => memory?.setItem("sent", draftOf(form)));
  for (const leave of form.querySelectorAll("a[data-drop]")) leave.addEventListener("click", () => forget(draftOf(form)));
}

createAll(Button, { preventDoubleClick: true });
createAll(ErrorSummary);
createAll(Radios);
createAll(Checkboxes);
createAll(PasswordInput, {
  i18n: {
    showPassword: said("show", "Show"),
    hidePassword: said("hide", "Hide"),
    showPasswordAriaLabel: said("showLong", "Show password"),
    hidePasswordAriaLabel: said("hideLong", "Hide password"),
    passwordShownAnnouncement: said("shown", "Your password is visible"),
    passwordHiddenAnnouncement: said("hidden", "Your password is hidden"),
  },
});
createAll(CharacterCount, {
  i18n: {
    textareaDescription: { one: said("most", "%{count}"), other: said("most", "%{count}") },
    charactersUnderLimit: { one: said("left", "%{count}"), other: said("left", "%{count}") },
    charactersAtLimit: said("full", "0"),
    charactersOverLimit: { one: said("over", "%{count}"), other: said("over", "%{count}") },
  },
});

// One answer to a press, even when the network is slow and the finger is not.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method === "post") return event.preventDefault();
  form.dataset.sent = "1";
  // An answer that is a file leaves the page where it is: after a while it can be sent again.
  setTimeout(() => delete form.dataset.sent, 5000);
  // A page brought back from the history can be sent again.
  window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

// Leaving a half-filled form asks first.
const touched = new Set();
for (const half of halves) {
  half.addEventListener("input", () => touched.add(half));
  half.addEventListener("submit", () => touched.clear());
}
// The other language and care mode come back with everything typed.
if (memory) for (const look of document.querySelectorAll("a[data-look]")) look.addEventListener("click", () => touched.clear());
window.addEventListener("beforeunload", (event) => { if (touched.size > 0) event.preventDefault(); });

// "/" goes to the search box; Escape closes an open menu.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const find = document.querySelector(".tr-find input");
    if (find) { event.preventDefault(); find.focus(); }
  }
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll(".tr-me details[open], .tr-more[open]")) { open.open = false; open.querySelector("summary").focus(); }
  }
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".tr-me details[open], .tr-more[open]")) if (!open.contains(event.target)) open.open = false;
});

// A filter answers as soon as a choice is made.
for (const select of document.querySelectorAll("form[data-now] select")) select.addEventListener("change", () => select.form.requestSubmit());

// Work that takes a while is looked at again until it is done.
const waiting = document.querySelector("[data-again]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.again) * 1000);
