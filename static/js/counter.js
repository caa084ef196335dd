// Counts characters and message segments while one types. The server counts again; its figures decide.
// A field asks for it by data-counter="characters" or data-counter="segments".

const BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "\f^{}\\[~]|€";

/** How a message travels: its encoding, its length in units, its segments. */
export function measure(text) {
  const characters = [...text];
  const gsm = characters.every((c) => BASIC.includes(c) || EXTENDED.includes(c));
  const widths = characters.map((c) => (gsm ? (EXTENDED.includes(c) ? 2 : 1) : c.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [single, part] = gsm ? [160, 153] : [70, 67];
  if (units <= single) return { encoding: gsm ? "GSM-7" : "UCS-2", units, segments: units ? 1 : 0, characters: characters.length };
  let segments = 1;
  let room = part;
  for (const width of widths) {
    if (width > room) { segments += 1; room = part; }
    room -= width;
  }
  return { encoding: gsm ? "GSM-7" : "UCS-2", units, segments, characters: characters.length };
}

function describe(field) {
  const { encoding, segments, characters } = measure(field.value);
  const limit = Number(field.getAttribute("maxlength") || field.dataset.limit || 0);
  const length = limit ? `${characters.toLocaleString("en-US")} of ${limit.toLocaleString("en-US")} characters` : `${characters.toLocaleString("en-US")} ${characters === 1 ? "character" : "characters"}`;
  const parts = [length];
  if (field.dataset.counter === "segments" && segments) parts.push(`${encoding}, ${segments} ${segments === 1 ? "segment" : "segments"}`);
  return { parts, over: limit > 0 && characters > limit };
}

function show(field) {
  let line = field.nextElementSibling;
  if (!line?.matches("[data-counter-line]")) {
    line = document.createElement("p");
    line.className = "counter";
    line.dataset.counterLine = "";
    field.after(line);
  }
  const { parts, over } = describe(field);
  line.replaceChildren(...parts.map((text, index) => {
    const span = document.createElement("span");
    span.textContent = text;
    if (over && index === 0) span.className = "over";
    return span;
  }));
}

if (typeof document !== "undefined") {
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-counter]")) show(event.target); });
  const all = () => document.querySelectorAll("[data-counter]").forEach(show);
  document.addEventListener("htmx:after:swap", all);
  all();
}
