// A page is made once. Wagtail saves by itself half a second after a change; a press on a button
// meanwhile would send the same new page a second time. So the press waits for the save under way,
// and none begins after it.
const LONGEST = 15_000;
const saving = new Map();
const sent = new WeakSet();

document.addEventListener("w-autosave:save", (event) => {
  if (event.defaultPrevented) return;
  if (sent.has(event.target)) event.preventDefault();
  else saving.set(event.target, null);
});

for (const end of ["success", "error"]) {
  document.addEventListener(`w-autosave:${end}`, (event) => {
    const goOn = saving.get(event.target);
    saving.delete(event.target);
    if (goOn) goOn();
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || event.submitter?.formTarget) return;
  if (!saving.has(form)) {
    if (form.matches("[data-controller~=w-autosave]")) sent.add(form);
    return;
  }
  event.preventDefault();
  if (saving.get(form)) return;
  const { submitter } = event;
  const goOn = () => {
    saving.delete(form);
    sent.add(form);
    if (submitter?.name) {
      // A button that says "Publishing…" is disabled by then, and would not be sent along.
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name: submitter.name, value: submitter.value });
      form.append(pressed);
    }
    form.requestSubmit();
  };
  saving.set(form, goOn);
  setTimeout(() => { if (saving.get(form) === goOn) goOn(); }, LONGEST);
});
