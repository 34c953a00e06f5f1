/* Keeps what an event's form says about itself true while it is filled in: the dates in words,
   the folded settings, and what people will be told. Hides fields that are not in use. */

const WAIT = 500;
const USED_WHEN = [
  { field: "sign_up_url", by: "sign_up", is: "link" },
  ...["capacity", "waiting_size"].map((field) => ({ field, by: "sign_up", is: "sign_up" })),
  { field: "all_or_nothing", by: "scope", is: "series" },
  { field: "offer_hours", by: "promotion", is: "offer" },
];
const FOLDED_WHEN = ["window", "ways", "questions"];

const start = (box) => {
  const form = box.closest("form");
  const valueOf = (name) => form.querySelector(`[name="${name}"]`)?.value;
  let waits = 0;
  let asked = 0;

  const showUsed = () => {
    USED_WHEN.forEach(({ field, by, is }) => {
      const row = form.querySelector(`[name="${field}"]`)?.closest(".w-panel__wrapper");
      const wrong = row?.querySelector(".error-message");
      if (row) row.hidden = valueOf(by) !== is && !wrong;
    });
    FOLDED_WHEN.forEach((code) => {
      const panel = form.querySelector(`[data-fold="${code}"]`)?.closest("section");
      const wrong = panel?.querySelector(".error-message");
      if (panel) panel.hidden = valueOf("sign_up") !== "sign_up" && !wrong;
    });
  };

  // What is wrong with the moments at which the page comes and goes, in the window that sets them.
  const showSchedule = (words) => {
    const field = form.querySelector('[name="expire_at"]')?.closest(".w-field__wrapper");
    if (!field) return;
    let list = field.parentNode.querySelector("[data-schedule-words]");
    if (!list) {
      list = document.createElement("div");
      list.dataset.scheduleWords = "";
      list.setAttribute("role", "status");
      field.after(list);
    }
    if (list.textContent === words.join("")) return;
    list.replaceChildren(...words.map((one) => {
      const line = document.createElement("p");
      line.className = "event-meaning__warning";
      line.textContent = one;
      return line;
    }));
  };

  const ask = async () => {
    const number = ++asked;
    const answer = await fetch(box.dataset.eventMeaning, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok || number !== asked) return;
    const { dates, folds, schedule } = await answer.json();
    if (box.innerHTML !== dates) box.innerHTML = dates;
    showSchedule(schedule);
    Object.entries(folds).forEach(([code, words]) => {
      const line = form.querySelector(`[data-fold="${code}"]`);
      if (line && line.textContent !== words) line.textContent = words;
    });
  };

  const changed = () => {
    showUsed();
    clearTimeout(waits);
    waits = setTimeout(() => ask().catch(() => {}), WAIT);
  };

  ["input", "change"].forEach((kind) => form.addEventListener(kind, changed));
  // Blocks are put in and taken out without an event of their own.
  const dates = form.querySelector('[name="dates-count"]')?.closest("[data-contentpath], .w-panel, section");
  if (dates) new MutationObserver((all) => { if (!all.every(({ target }) => box.contains(target))) changed(); }).observe(dates, { childList: true, subtree: true });
  showUsed();
};

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-event-meaning]").forEach(start));
