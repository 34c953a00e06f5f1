/* A film is fetched from its host when the reader presses, never before. Without script it is a link. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-video] a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const stage = link.closest("[data-video]");
  const player = document.createElement("iframe");
  player.src = stage.dataset.video;
  player.title = stage.dataset.title;
  player.allow = "autoplay; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  stage.replaceChildren(player);
  player.focus();
});
