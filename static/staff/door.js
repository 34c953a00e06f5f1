/* The list at the door follows what is typed. Without script the form does the same. */
const field = document.querySelector("[data-door-filter]");
const plain = (text) => text.toLocaleLowerCase().replace(/\s+/g, " ").trim();

field?.addEventListener("input", () => {
  const words = plain(field.value).split(" ");
  for (const row of document.querySelectorAll("[data-door-row]")) {
    const name = plain(row.querySelector("div").textContent);
    row.hidden = !words.every((word) => name.includes(word));
  }
});
