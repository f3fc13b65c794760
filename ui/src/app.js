// The little script there is. Every page works without it; it only makes some of them quicker to use.
import { Button, CharacterCount, ErrorSummary, PasswordInput, Radios, Checkboxes, createAll } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const words = document.documentElement.dataset;
const said = (key, fallback) => words[key] ?? fallback;

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
for (const half of document.querySelectorAll("form[data-keep]")) {
  half.addEventListener("input", () => touched.add(half));
  half.addEventListener("submit", () => touched.clear());
}
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

// The current tab is in view on a narrow screen.
const tab = document.querySelector(".tr-tabs [aria-current]");
if (tab) { const bar = tab.closest(".tr-tabs"); bar.scrollLeft += tab.getBoundingClientRect().left - (bar.clientWidth - tab.offsetWidth) / 2; }
