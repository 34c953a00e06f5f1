/* The field of the search becomes a combobox whose list holds pages. Arrow keys choose,
   Enter opens what is chosen or else searches, Escape closes the list and keeps the words. */
export const suggest = (input) => {
  const added = (name, about) => input.form.appendChild(Object.assign(document.createElement(name), about));
  const list = added("ul", { id: `${input.id}-list`, className: "search__list", role: "listbox", hidden: true });
  const said = added("span", { className: "vh", role: "status" });
  let timer, chosen = -1;
  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === chosen));
    const option = list.children[chosen];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", open);
    choose(-1);
  };
  const fill = ({ pages, said: words }) => {
    list.replaceChildren(...pages.map(({ title, kind, url, lang }, at) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `${list.id}-${at}`, role: "option" });
      option.append(Object.assign(document.createElement("span"), { textContent: title }, lang && { lang }));
      if (kind) option.append(" ", Object.assign(document.createElement("span"), { className: "meta", textContent: kind }));
      option.dataset.url = url;
      return option;
    }));
    said.textContent = list.ariaLabel = words;
    show(pages.length > 0);
  };
  const look = async () => {
    const query = input.value;
    try {
      const answer = await fetch(`${input.form.action}suggest/?q=${encodeURIComponent(query)}`, { credentials: "same-origin" });
      if (!answer.ok) return;
      const found = await answer.json();
      if (input.value === query && document.activeElement === input) fill(found);
    } catch { /* Searching works without suggestions. */ }
  };
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })
    .forEach(([name, value]) => input.setAttribute(name, value));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    show(false);
    list.replaceChildren();
    if (input.value.trim().length > 1) timer = setTimeout(look, 200);
  });
  input.addEventListener("keydown", (event) => {
    const most = list.children.length;
    if (event.isComposing || !most) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show(true);
      /* One step beyond either end the field itself is chosen again. */
      const step = key === "ArrowDown" ? 1 : most;
      choose((chosen + 1 + step) % (most + 1) - 1);
    } else if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (key === "Enter" && !list.hidden && chosen > -1) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  input.addEventListener("blur", () => show(false));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
};
