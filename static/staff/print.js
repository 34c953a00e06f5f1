/* What is made for paper: a button that opens the print dialog, where there is script. */
const button = document.querySelector("[data-print]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
