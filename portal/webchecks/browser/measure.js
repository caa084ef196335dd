// What one frame shows, measured after its scripts ran. Read by measuring.py, which trusts nothing of the answer.
// `given.ground` is the colour behind a frame without one of its own, `given.seen` whether the frame itself is shown.
(given) => {
  "use strict";
  const MOST_NODES = 20000, MOST_HTML = 1500000, MOST_BOXES = 100, MOST_PRINTS = 40, MOST_DEPTH = 400;
  const DROPPED = new Set(["script", "style", "noscript", "template", "link", "meta", "base", "object", "embed"]);
  const VOID = new Set(["area", "br", "col", "hr", "img", "input", "source", "track", "wbr"]);
  const ABOUT_TEXTS = /\b(sms|mms|text(?:s|ing| messag\w*| alerts?)?|msg|message (?:and|&) data|message frequency|data rates|reply stop|opt(?:ing)?[- ]?(?:in|out))\b/i;
  const POLICIES = /privacy|terms|conditions|policy/i;
  const PHONE = /phone|mobile|msisdn|whatsapp|tel[eé]fono|celular|\bcell\b|\btel\b|\bsms\b/i;
  const NO_PHONE = /fax|smartphone|headphone|search|e-?mail|extension|phone[ _-]?(?:model|type|brand)/i;
  const MUST = /^\*|\*\s*:?$|\(required\)/i;

  const clean = (text, most) => String(text || "").replace(/\s+/g, " ").trim().slice(0, most);
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const above = (node) => node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const styles = new Map();
  const styleOf = (el) => {
    if (!styles.has(el)) styles.set(el, getComputedStyle(el));
    return styles.get(el);
  };
  const inShadow = (el) => el.getRootNode() instanceof ShadowRoot;
  const root = document.documentElement;

  // Colours

  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colours = new Map();
  const colour = (css) => {
    if (!colours.has(css)) {
      pen.canvas.width = pen.canvas.height = 1;
      pen.fillStyle = "rgba(0,0,0,0)";
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      colours.set(css, [r, g, b, a / 255]);
    }
    return colours.get(css);
  };
  const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3]));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const stackUnder = (el) => {
    const chain = [];
    for (let e = el; e; e = above(e)) chain.push(e);
    if (inShadow(el)) return chain;
    const box = el.getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 200), y = box.top + box.height / 2;
    const found = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementsFromPoint(x, y) : [];
    const place = found.indexOf(el);
    return place >= 0 ? found.slice(place) : chain;
  };
  // The colour behind an element, or null where a picture or a gradient is.
  const ground = (el) => {
    const layers = [];
    for (const e of stackUnder(el)) {
      if (e !== el && /^(img|video|canvas|picture|svg)$/i.test(e.localName)) return null;
      const style = styleOf(e);
      if (style.backgroundImage !== "none") return null;
      const paint = colour(style.backgroundColor);
      if (paint[3] > 0) layers.push(paint);
      if (paint[3] === 1) break;
    }
    return layers.reverse().reduce((back, front) => over(front, back), given.ground);
  };
  const opacity = (el) => {
    let product = 1;
    for (let e = el; e; e = above(e)) product *= parseFloat(styleOf(e).opacity);
    return product;
  };
  const contrast = (el) => {
    const back = given.ground && ground(el);
    if (!back) return null;
    const style = styleOf(el);
    const ink = colour(style.webkitTextFillColor || style.color).slice();
    ink[3] *= opacity(el);
    const [a, b] = [light(over(ink, back)), light(back)];
    return Math.round(((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) * 100) / 100;
  };

  // Visibility

  const clipped = (style) => /inset\((?:50|100)%/.test(style.clipPath) || /rect\((?:0px,? ?|1px,? ?){4}\)/.test(style.clip);
  const shown = (el) => {
    if (!given.seen || !el.isConnected || !el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (opacity(el) < 0.1) return false;
    const box = el.getBoundingClientRect();
    if (box.width < 3 || box.height < 3) return false;
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
    if (box.left + scrollX >= Math.max(root.scrollWidth, innerWidth) || box.top + scrollY >= Math.max(root.scrollHeight, innerHeight)) return false;
    let area = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
    for (let e = el; e && e !== document.body && e !== root; e = above(e)) {
      const style = styleOf(e);
      if (clipped(style)) return false;
      if (e !== el && /hidden|clip/.test(style.overflow)) {
        const hole = e.getBoundingClientRect();
        area = {
          left: Math.max(area.left, hole.left), top: Math.max(area.top, hole.top),
          right: Math.min(area.right, hole.right), bottom: Math.min(area.bottom, hole.bottom),
        };
        if (area.right - area.left < 2 || area.bottom - area.top < 2) return false;
      }
      if (style.position === "fixed") break;
    }
    return true;
  };

  // Every element, shadow trees included

  const everything = [];
  const gather = (scope) => {
    for (const el of scope.querySelectorAll("*")) {
      if (everything.length >= MOST_NODES) return;
      everything.push(el);
      if (el.shadowRoot) gather(el.shadowRoot);
    }
  };
  gather(document);
  const isInput = (el) => el instanceof HTMLInputElement;
  const isBox = (el) => (isInput(el) ? el.type === "checkbox" : /^(checkbox|switch)$/.test(el.getAttribute("role") || "") && !el.querySelector("input[type=checkbox]"));
  const words = (el, most) => clean(el.innerText || el.textContent, most);

  // Boxes

  const pointed = (el) => {
    const ids = (el.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean).slice(0, 8);
    return ids.map((id) => el.getRootNode().getElementById(id)).filter(Boolean);
  };
  const labelNodes = (el) => {
    const found = el.labels && el.labels.length ? [...el.labels] : pointed(el);
    if (found.length) return found.slice(0, 4);
    if (!isInput(el) && words(el, 10)) return [el];
    for (let e = el.parentElement, step = 0; e && step < 3 && !/^(form|body)$/.test(e.localName); e = e.parentElement, step++) {
      if (words(e, 10)) return [e];
    }
    return [];
  };
  const labelOf = (el, nodes) => {
    const given = el.labels && el.labels.length ? "" : pointed(el).length ? "" : clean(el.getAttribute("aria-label"), 2000);
    return given || clean(nodes.map((node) => words(node, 2000)).join(" "), 2000) || clean(el.nextSibling && el.nextSibling.textContent, 2000);
  };
  // A box that the page draws itself: a mark before or behind the words, or a small square beside them.
  const drawnBeside = (el, nodes) => {
    const near = new Set([el.nextElementSibling, el.previousElementSibling, el.parentElement, ...nodes, ...nodes.flatMap((node) => [...node.querySelectorAll("*")].slice(0, 40))]);
    return [...near].some((e) => {
      if (!e || e === el || !shown(e)) return false;
      const box = e.getBoundingClientRect();
      if (box.width >= 8 && box.width <= 80 && box.height >= 8 && box.height <= 60 && !words(e, 5) && box.width < box.height * 3) return true;
      return ["::before", "::after"].some((part) => {
        const style = getComputedStyle(e, part);
        return style.content !== "none" && style.content !== "normal" && parseFloat(style.width) >= 6 && parseFloat(style.height) >= 6;
      });
    });
  };
  const deepest = (x, y) => {
    let el = document.elementFromPoint(x, y);
    while (el && el.shadowRoot) {
      const inner = el.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === el) break;
      el = inner;
    }
    return el;
  };
  const holds = (outer, inner) => {
    for (let e = inner; e; e = above(e)) if (e === outer) return true;
    return false;
  };
  // The wall that an element is part of: a dialog, or something large that stays in its place; null when it is none.
  const overlay = (el) => {
    for (let e = el; e && e !== document.body && e !== root; e = above(e)) {
      const style = styleOf(e), box = e.getBoundingClientRect();
      if (e.localName === "dialog" || /dialog$/.test(e.getAttribute("role") || "") || e.getAttribute("aria-modal") === "true") return e;
      if (/fixed|sticky/.test(style.position) && box.width * box.height > 0.2 * innerWidth * innerHeight) return e;
      if (style.position === "absolute" && box.width * box.height > 0.5 * innerWidth * innerHeight) return e;
    }
    return null;
  };
  // What lies over the middle of an element: nothing, a wall over the page ("wall") or something of its own ("lid").
  const over_it = (el) => {
    el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const box = el.getBoundingClientRect();
    const top = deepest(box.left + box.width / 2, box.top + box.height / 2);
    if (!top || holds(el, top) || holds(top, el)) return "";
    const wall = overlay(top);
    if (wall && !holds(wall, el)) return "wall";
    const beside = [...(el.labels || []), el.closest("label"), el.parentElement].filter(Boolean);
    if (beside.some((e) => holds(e, top))) return "";
    return colour(styleOf(top).backgroundColor)[3] > 0.9 || top.localName === "img" ? "lid" : "";
  };

  // Print

  const runs = (el) => {
    const found = new Map();
    const take = (scope) => {
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(), step = 0; node && step < 400; node = walker.nextNode(), step++) {
        const length = node.data.trim().length, parent = node.parentElement;
        if (length > 1 && parent && !DROPPED.has(parent.localName)) found.set(parent, (found.get(parent) || 0) + length);
      }
    };
    take(el);
    return found;
  };
  const size = (el) => {
    const box = el.getBoundingClientRect(), width = el.offsetWidth || 0;
    const scale = width >= 20 && Math.abs(box.width / width - 1) > 0.05 ? box.width / width : 1;
    return Math.round(parseFloat(styleOf(el).fontSize) * scale * 100) / 100;
  };
  const print = (nodes) => {
    let found = nodes.flatMap((node) => [...runs(node)]);
    const visible = found.filter(([el]) => shown(el));
    if (visible.length) found = visible;
    const long = found.filter(([, length]) => length >= 15);
    found = (long.length ? long : found).slice(0, 30);
    const contrasts = found.map(([el]) => contrast(el)).filter((ratio) => ratio !== null);
    return {
      font_size: found.length ? Math.min(...found.map(([el]) => size(el))) : null,
      contrast: contrasts.length ? Math.min(...contrasts) : null,
      visible: visible.length > 0,
    };
  };

  // The form

  const phoneness = (el) => {
    if (!isInput(el) || !/^(tel|text|number)$/.test(el.type)) return 0;
    const nodes = el.labels ? [...el.labels] : [];
    const told = ["name", "id", "placeholder", "autocomplete", "aria-label", "title"].map((name) => el.getAttribute(name) || "");
    const all = [...told, ...nodes.map((node) => words(node, 80))].join(" ").replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ");
    const points = (el.type === "tel" ? 5 : 0) + (PHONE.test(all) ? 4 : 0);
    if (!points || (NO_PHONE.test(all) && el.type !== "tel")) return 0;
    const form = el.form || el.closest("form");
    return points + (shown(el) ? 3 : 0) + (form && ABOUT_TEXTS.test(words(form, 4000)) ? 4 : 0);
  };
  const phone = everything.filter(isInput).slice(0, 300).reduce((best, el) => {
    const points = phoneness(el);
    return points > best.points ? { el, points } : best;
  }, { el: null, points: 0 }).el;
  const regionOf = (field) => {
    let region = field.closest("form");
    for (let e = region ? region : field.parentElement, step = 0; e && step < 12; e = above(e), step++) {
      if (e === document.body || e === root || words(e, 4001).length > 4000) break;
      region = e;
      if (/reply stop|stop to/i.test(words(e, 4000))) break;
    }
    return region || document.body;
  };
  const passages = (region) => {
    const found = [];
    const visit = (el, depth) => {
      if (found.length >= MOST_PRINTS || depth > MOST_DEPTH || DROPPED.has(el.localName)) return;
      const own = [...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 8);
      const told = clean(el.textContent, 1500);
      if (own && told.length >= 20 && ABOUT_TEXTS.test(told)) {
        found.push(el);
        return;
      }
      for (const child of [...(el.shadowRoot ? el.shadowRoot.children : []), ...el.children]) visit(child, depth + 1);
    };
    visit(region, 0);
    for (const link of region.querySelectorAll("a[href]")) {
      if (found.length < MOST_PRINTS && POLICIES.test(words(link, 100) + link.getAttribute("href"))) found.push(link);
    }
    return found;
  };

  // The document as it stands, frames left open and shadow trees in their places

  let left = MOST_NODES, length = 0, scopes = 0;
  const REFERS = new Set(["id", "for", "aria-labelledby", "aria-describedby", "list", "form"]);
  const attributes = (el, gone, prefix) => {
    const found = [];
    for (const { name, value } of [...el.attributes].slice(0, 60)) {
      if (!/^[a-zA-Z_:][\w:.-]*$/.test(name) || name === "hidden" || name === "srcdoc" || name === "data-clearline-frame") continue;
      if ((name === "checked" && isInput(el)) || (name === "selected" && el.localName === "option") || (name === "value" && el.type === "password")) continue;
      if (name === "style" && !gone && /display:\s*none|visibility:\s*hidden/i.test(value)) continue;
      const told = name.startsWith("on") ? "" : REFERS.has(name) && prefix ? value.split(/\s+/).map((id) => prefix + id).join(" ") : value.slice(0, 2000);
      found.push(` ${name}="${escaped(told)}"`);
    }
    if (isInput(el) && /^(checkbox|radio)$/.test(el.type) && el.checked) found.push(" checked");
    if (el.localName === "option" && el.selected) found.push(" selected");
    if (gone) found.push(" hidden");
    return found.join("");
  };
  const unseen = (el, style) => {
    if (isBox(el)) return false;
    if (style.display === "none" || parseFloat(style.opacity) < 0.1 || clipped(style)) return true;
    if (style.display === "contents" || el.localName === "br" || el.localName === "option") return false;
    const box = el.getBoundingClientRect();
    if (!el.checkVisibility()) return false;  // inside a closed part, which is told by that part
    if (/hidden|clip/.test(style.overflow) && (box.width <= 1 || box.height <= 1)) return true;
    return box.width > 0 && box.height > 0 && (box.right + scrollX <= 0 || box.bottom + scrollY <= 0);
  };
  const written = (node, prefix, depth) => {
    if (node.nodeType === 3) return { html: escaped(node.data), seen: node.data.trim() !== "" };
    if (node.nodeType !== 1 || left-- <= 0 || length > MOST_HTML || depth > MOST_DEPTH) return { html: "", seen: false };
    const tag = node.localName;
    if (DROPPED.has(tag) || !/^[a-z][a-z0-9-]*$/.test(tag)) return { html: "", seen: false };
    if (tag === "svg") return { html: "<svg></svg>", seen: true };
    const style = styleOf(node);
    const key = node.getAttribute("data-clearline-frame");
    if (tag === "iframe" || tag === "frame") {
      const hidden = shown(node) ? "" : " hidden";
      const source = escaped(String(node.src || "").slice(0, 2000));
      return { html: `<div data-frame="iframe" data-src="${source}"${hidden}>${/^\d{1,3}$/.test(key || "") ? `<!--frame:${key}-->` : ""}</div>`, seen: !hidden };
    }
    const inside = node.shadowRoot ? `s${++scopes}-` : prefix;
    const children = node.shadowRoot ? [...node.shadowRoot.childNodes] : tag === "slot" && node.assignedNodes({ flatten: true }).length ? node.assignedNodes({ flatten: true }) : [...node.childNodes];
    let html = "", seen = false;
    for (const child of children) {
      const part = written(child, child.getRootNode() instanceof ShadowRoot || node.shadowRoot ? inside : "", depth + 1);
      html += part.html;
      seen = seen || part.seen;
    }
    const veiled = style.visibility !== "visible";
    const gone = unseen(node, style) || (veiled && !isBox(node) && ![...node.querySelectorAll("*")].slice(0, 200).some((e) => styleOf(e).visibility === "visible"));
    const open = `<${tag}${attributes(node, gone, prefix)}>`;
    length += open.length + (children.length && children[0].nodeType === 3 ? children[0].data.length : 0);
    return { html: VOID.has(tag) ? open : `${open}${html}</${tag}>`, seen: seen && !gone };
  };
  const body = document.body ? [...document.body.childNodes].map((node) => written(node, "", 0).html).join("") : "";

  // The answer

  const boxes = everything.filter(isBox).slice(0, MOST_BOXES).map((el) => {
    const nodes = labelNodes(el);
    const label = labelOf(el, nodes);
    const lid = shown(el) ? over_it(el) : "";
    return {
      label,
      ticked: isInput(el) ? el.checked : el.getAttribute("aria-checked") === "true",
      required: (isInput(el) && el.required) || el.getAttribute("aria-required") === "true" || (label.length < 80 && MUST.test(label)),
      shadow: inShadow(el),
      ...print(nodes),
      visible: given.seen && lid !== "lid" && (shown(el) || (nodes.some(shown) && drawnBeside(el, nodes))),
    };
  });
  const prints = (phone ? passages(regionOf(phone)) : []).map((el) => {
    el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    return { text: words(el, 1500) || clean(el.textContent, 1500), ...print([el]) };
  });
  const target = phone || everything.find((el) => isBox(el) && shown(el)) || everything.find((el) => el.localName === "form" && shown(el));
  const middle = deepest(innerWidth / 2, innerHeight / 2);
  const covered = target ? over_it(target) === "wall" : Boolean(middle && overlay(middle));
  const frames = {};
  for (const el of everything) {
    const key = el.localName === "iframe" || el.localName === "frame" ? el.getAttribute("data-clearline-frame") : null;
    if (key) frames[key] = { seen: shown(el), ground: given.ground && ground(el), covered: shown(el) && over_it(el) === "wall" };
  }
  scrollTo({ top: 0, behavior: "instant" });
  return { title: clean(document.title, 300), language: clean(root.lang, 20), html: body.slice(0, MOST_HTML), boxes, prints, covered, phone: Boolean(phone), frames };
}
