/* A screen in the library: turns its sheets, renews itself every minute, and keeps the last
   picture while nobody answers. Without this file each sheet leads to the next by itself. */
const body = document.body;
const part = (name, root = document) => root.querySelector(`[data-part="${name}"]`);
const sheets = () => [...document.querySelectorAll("[data-sheet]")];
const turnEvery = Number(body.dataset.seconds) * 1000;
const RENEW = 60_000;
let renewed = new Date();
let stopped = false;

const zone = document.querySelector("[data-clock]").dataset.clock;
const hours = (moment) => new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone,
}).format(moment);

const tick = () => {
  const clock = document.querySelector("[data-clock]");
  clock.textContent = hours(new Date());
  clock.hidden = false;
};

const show = (number) => sheets().forEach((sheet, at) => { sheet.hidden = at !== number; });

const turn = () => {
  if (stopped) return;
  const all = sheets();
  show((all.findIndex((sheet) => !sheet.hidden) + 1) % all.length);
};

const late = (is) => {
  const note = document.querySelector("[data-late]");
  note.hidden = !is;
  if (is) note.textContent = `${note.dataset.late} ${hours(renewed)}`;
};

const files = (root) => [...root.querySelectorAll("link[rel=stylesheet], script[src]")]
  .map((file) => file.getAttribute("href") ?? file.getAttribute("src")).join();

const renew = async () => {
  try {
    const answer = await fetch(body.dataset.screen, { cache: "no-cache", signal: AbortSignal.timeout(20_000) });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Whatever else answers, a login of the guest network say, is not a screen.
    if (!fresh.body.dataset.screen) throw new Error("not a screen");
    if (files(fresh) !== files(document)) return location.reload();
    const at = Math.max(0, sheets().findIndex((sheet) => !sheet.hidden));
    for (const name of ["head", "main"]) {
      if (part(name).innerHTML !== part(name, fresh).innerHTML) part(name).innerHTML = part(name, fresh).innerHTML;
    }
    show(Math.min(at, sheets().length - 1));
    renewed = new Date();
    late(false);
    tick();
  } catch {
    late(true);
  }
};

const stop = document.querySelector("[data-stop]");
const words = [stop.textContent, stop.dataset.stop];
stop.hidden = false;
stop.addEventListener("click", () => {
  stopped = !stopped;
  stop.setAttribute("aria-pressed", stopped);
  stop.textContent = words[Number(stopped)];
});

show(0);
tick();
setInterval(tick, 5000);
setInterval(turn, turnEvery);
setInterval(renew, RENEW);
addEventListener("online", renew);
