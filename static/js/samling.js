/* Improves pages that already work without it. Nothing here is needed to read, search or sign up. */

/* <form method="get" data-filter="#results">: the list is replaced in place, the address follows,
   and the browser's back button leads back. Links inside [data-inplace] do the same. */
const theForm = () => document.querySelector("form[data-filter]");
let running, timer, shown = location.pathname + location.search;
const replaceList = async (url, how, from) => {
  const selector = theForm().dataset.filter;
  const list = document.querySelector(selector);
  clearTimeout(timer);
  running?.abort();
  const mine = (running = new AbortController());
  list.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: mine.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(selector);
    if (!fresh) throw new Error("no list");
    list.replaceChildren(...fresh.childNodes);
    list.removeAttribute("aria-busy");
    /* While somebody chooses, the form stays as it is; else it follows the address. */
    const part = how === "typed" || how === "chosen" ? "[data-swap]" : "form[data-filter]";
    const parts = page.querySelectorAll(part);
    const [was, is] = [document, page].map((one) => one.querySelector("form[data-filter] details"));
    if (was?.open && is) is.open = true;
    document.querySelectorAll(part).forEach((old, number) => parts[number] && old.replaceWith(parts[number]));
    page.querySelectorAll("form[data-filter] [aria-describedby]").forEach(({ id, ariaInvalid }) => {
      document.getElementById(id).ariaInvalid = ariaInvalid;
    });
    if (how === "typed") history.replaceState(null, "", url);
    else if (how !== "back") history.pushState(null, "", url);
    shown = location.pathname + location.search;
    document.title = page.title;
    if (how === "link") {
      const again = from && list.querySelector(`a[rel="${from}"]`);
      list.tabIndex = -1;
      (again || list).focus();
    }
    const said = document.querySelector("[data-announce]");
    const told = [...document.querySelectorAll("form[data-filter] .errorlist, .errorlist--list, [data-count]")];
    if (said) said.textContent = told.map((part) => part.textContent).join(" ");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
};

const filterAddress = (form) => {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(filled).toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
};

const go = (form, how) => replaceList(filterAddress(form), how);
const filterOf = (event) => event.target.closest("form[data-filter]");
document.addEventListener("change", (event) => {
  const form = filterOf(event);
  if (!form) return;
  /* A day and "this weekend" rule each other out. */
  const { when, day } = form.elements;
  if (when && event.target === day && day.value) when.forEach((one) => { one.checked = !one.value; });
  if (day && event.target.name === "when") day.value = "";
  go(form, "chosen");
});
document.addEventListener("input", (event) => {
  const form = filterOf(event);
  if (!form || event.target.type !== "search") return;
  clearTimeout(timer);
  timer = setTimeout(go, 350, form, "typed");
});
document.addEventListener("submit", (event) => {
  const form = filterOf(event);
  if (!form) return;
  event.preventDefault();
  go(form, "chosen");
});
addEventListener("popstate", () => {
  if (theForm() && shown !== location.pathname + location.search) replaceList(location.href, "back");
});

/* <input data-suggest="script">: what suggests is fetched when somebody comes to the field. */
const startSuggest = (input) => {
  const begin = async () => {
    try {
      const { suggest } = await import(input.dataset.suggest);
      suggest(input);
    } catch { /* Searching works without suggestions. */ }
  };
  if (document.activeElement === input) begin();
  else input.addEventListener("focus", begin, { once: true });
};

const start = (root) => {
  root.querySelectorAll("[data-suggest]").forEach(startSuggest);
  root.querySelectorAll("[data-print], [data-share]").forEach((button) => {
    button.hidden = "share" in button.dataset && !navigator.share && !navigator.clipboard;
  });
};

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-inplace] a[href]");
  if (link && theForm() && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    replaceList(link.href, "link", link.rel);
    return;
  }
  const button = event.target.closest("[data-print], [data-share]");
  if (button && "print" in button.dataset) print();
  else if (button) {
    const page = { title: document.title, url: location.href };
    try {
      if (navigator.share) await navigator.share(page);
      else {
        await navigator.clipboard.writeText(page.url);
        button.querySelector("[role=status]").textContent = button.dataset.share;
      }
    } catch { /* The reader closed the dialog. */ }
  }
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

start(document);
document.querySelector("[data-errors]")?.focus();
