/* The list at the door follows what is typed. Without script the form does the same. */
const field = document.querySelector("[data-door-filter]");
const plain = (text) => text.toLocaleLowerCase().replace(/\s+/g, " ").trim();

field?.addEventListener("input", () => {
  const words = plain(field.value).split(" ");
  const digits = field.value.replace(/\D/g, "");
  for (const row of document.querySelectorAll("[data-door-row]")) {
    const { doorMail, doorPhone } = row.dataset;
    const text = plain(`${row.querySelector("div").textContent} ${doorMail}`);
    const called = digits.length >= 3 && doorPhone.replace(/\D/g, "").includes(digits);
    row.hidden = !called && !words.every((word) => text.includes(word));
  }
});
