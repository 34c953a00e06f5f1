/* Improves pages that already work without it. Nothing here is needed to read, search or sign up. */

const fetchPage = async (url) => {
  const answer = await fetch(url, { headers: { "X-Requested-With": "fragment" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
};

/* <p data-fragment-url="/da/…/seats/">: kept as it is when the answer does not come. */
const loadFragment = async (place) => {
  try {
    const answer = await fetchPage(place.dataset.fragmentUrl);
    const text = await answer.text();
    if (text.trim()) place.innerHTML = text;
  } catch { /* The words already on the page stay. */ }
};

/* <form method="get" data-filter="#results">: the list is replaced in place and the address follows. */
let running;
const replaceList = async (url, selector, remember) => {
  const list = document.querySelector(selector);
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
    if (remember) history.replaceState(null, "", url);
    const said = document.querySelector("[data-announce]");
    const count = list.querySelector("[data-count]");
    if (said && count) said.textContent = count.textContent;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
};

const filterAddress = (form) => {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(filled).toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
};

const startFilter = (form) => {
  let timer;
  const go = () => replaceList(filterAddress(form), form.dataset.filter, true);
  form.addEventListener("change", go);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(go, 350);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go();
  });
};

/* <input list data-suggest="/da/search/suggest/">: the browser's own list, filled while writing. */
const startSuggest = (input) => {
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) return;
    timer = setTimeout(async () => {
      try {
        const answer = await fetchPage(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`);
        const { titles } = await answer.json();
        input.list.replaceChildren(...titles.map((title) => new Option(title, title)));
      } catch { /* Searching works without suggestions. */ }
    }, 200);
  });
};

const start = (root) => {
  root.querySelectorAll("[data-suggest]").forEach(startSuggest);
  root.querySelectorAll("[data-fragment-url]").forEach(loadFragment);
  root.querySelectorAll("form[data-filter]").forEach(startFilter);
  root.querySelectorAll("[data-print], [data-share]").forEach((button) => {
    button.hidden = "share" in button.dataset && !navigator.share && !navigator.clipboard;
  });
};

document.addEventListener("click", async (event) => {
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
