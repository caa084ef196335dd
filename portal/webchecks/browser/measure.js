// What one frame shows, measured after its scripts ran, in a world that they do not reach (frames.py).
// `given.ground` is the colour behind a frame without one of its own, `given.seen` whether the frame itself is shown,
// `given.frames` numbers the elements that hold frames; those are handed over first, then the closed shadow trees.
(given, ...handed) => {
  const MOST_NODES = 20000, MOST_HTML = 1500000, MOST_BOXES = 100, MOST_PRINTS = 40, MOST_DEPTH = 400;
  const DROPPED = new Set(["script", "style", "noscript", "template", "link", "meta", "base", "object", "embed"]);
  const VOID = new Set(["area", "br", "col", "hr", "img", "input", "source", "track", "wbr"]);
  const ABOUT_TEXTS = /\b(sms|mms|text(?:s|ing| messag\w*| alerts?)?|msg|message (?:and|&) data|message frequency|data rates|reply stop|opt(?:ing)?[- ]?(?:in|out))\b/i;
  const AGREES = /\b(agree|consent|receive|yes|opt(?:ing)?[- ]?in|subscribe|sign me up|(?:text|send|notify) me)\b/i;
  const POLICIES = /privacy|terms|conditions|policy/i;
  const PHONE = /phone|mobile|msisdn|whatsapp|tel[eé]fono|celular|\bcell\b|\btel\b|\bsms\b/i;
  const NO_PHONE = /fax|smartphone|headphone|search|e-?mail|extension|phone[ _-]?(?:model|type|brand)/i;
  const MUST = /^\*|\*\s*:?$|\(required\)/i;

  const clean = (text, most) => String(text || "").replace(/\s+/g, " ").trim().slice(0, most);
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  // A form's fields may be named like what is asked of the form, a page's pictures like what is asked of the document.
  const own = (node) => !(node instanceof HTMLFormElement || node instanceof Document) ? node : new Proxy({}, {
    get: (_, name) => {
      const value = Reflect.get(Object.getPrototypeOf(node), name, node);
      return typeof value === "function" ? value.bind(node) : value;
    },
  });
  const page = own(document);
  const frameKeys = new Map(given.frames.map((key, i) => [handed[i], key]));
  const closed = new Map(handed.slice(given.frames.length).map((tree) => [tree.host, tree]));
  const slots = new Map([...closed.values()].flatMap((tree) => [...tree.querySelectorAll("slot")]).flatMap((slot) => slot.assignedNodes().map((node) => [node, slot])));
  const treeOf = (el) => closed.get(el) || own(el).shadowRoot;
  const rootOf = (node) => own(node).getRootNode();
  const above = (node) => slots.get(node) || own(node).assignedSlot || own(node).parentElement || (rootOf(node) instanceof ShadowRoot ? rootOf(node).host : null);
  const styles = new Map();
  const styleOf = (el) => styles.get(el) || styles.set(el, getComputedStyle(el)).get(el);
  const inShadow = (el) => rootOf(el) instanceof ShadowRoot;
  const root = page.documentElement, body = page.body;

  // Colours

  const pen = page.createElement("canvas").getContext("2d", { willReadFrequently: true });
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
    const box = own(el).getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 200), y = box.top + box.height / 2;
    const found = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? page.elementsFromPoint(x, y) : [];
    const place = found.indexOf(el);
    return place >= 0 ? found.slice(place) : chain;
  };
  // The colour behind an element, or null where a picture or a gradient is.
  const ground = (el) => {
    const layers = [];
    for (const e of stackUnder(el)) {
      if (e !== el && /^(img|video|canvas|picture|svg)$/i.test(own(e).localName)) return null;
      const style = styleOf(e);
      if (style.backgroundImage !== "none") return null;
      const paint = colour(style.backgroundColor);
      if (paint[3] > 0) layers.push(paint);
      if (paint[3] === 1) break;
    }
    return layers.reverse().reduce((back, front) => over(front, back), given.ground);
  };
  // How much of an element's ink is left: see-through in either way, or blurred past reading.
  const ink = (style) => {
    const [, part] = /\bopacity\(([\d.e-]+)\)/.exec(style.filter) || [, 1];
    const [, blur] = /\bblur\(([\d.]+)px\)/.exec(style.filter) || [, 0];
    return blur >= 4 ? 0 : parseFloat(style.opacity) * part;
  };
  const opacity = (el) => {
    let product = 1;
    for (let e = el; e; e = above(e)) product *= ink(styleOf(e));
    return product;
  };
  // Whether something changes the colours after they were laid on: what is then seen cannot be told from styles.
  const repainted = (el) => {
    for (let e = el; e; e = above(e)) {
      const style = styleOf(e);
      if (/brightness|contrast|invert|url\(/.test(style.filter) || style.maskImage !== "none" || style.mixBlendMode !== "normal") return true;
    }
    return false;
  };
  const contrast = (el) => {
    const back = given.ground && !repainted(el) && ground(el);
    if (!back) return null;
    const style = styleOf(el);
    const front = colour(style.webkitTextFillColor || style.color).slice();
    front[3] *= opacity(el);
    const [a, b] = [light(over(front, back)), light(back)];
    return Math.round(((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) * 100) / 100;
  };

  // Visibility

  const flat = (shape) => {
    const [, list] = /^polygon\((?:\w+,)?(.*)\)$/.exec(shape) || [];
    const points = list ? list.split(",").map((point) => point.trim().split(/\s+/)) : [];
    return points.length > 0 && [0, 1].some((i) => points.every((point) => point[i] === points[0][i]));
  };
  const clipped = (style) => /inset\((?:50|100)%|^(?:circle|ellipse)\((?:\S+ )?0(?:px|%)?[ )]/.test(style.clipPath) || flat(style.clipPath) || /rect\((?:0px,? ?|1px,? ?){4}\)/.test(style.clip);
  const shown = (el) => {
    if (!given.seen || !own(el).isConnected || !own(el).checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (opacity(el) < 0.1) return false;
    const box = own(el).getBoundingClientRect();
    if (box.width < 3 || box.height < 3) return false;
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
    if (box.left + scrollX >= 2 * innerWidth || box.top + scrollY >= Math.max(root.scrollHeight, innerHeight)) return false;
    let area = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
    for (let e = el; e && e !== body && e !== root; e = above(e)) {
      const style = styleOf(e);
      if (clipped(style)) return false;
      if (e !== el && /hidden|clip/.test(style.overflow)) {
        const hole = own(e).getBoundingClientRect();
        area = { left: Math.max(area.left, hole.left), top: Math.max(area.top, hole.top), right: Math.min(area.right, hole.right), bottom: Math.min(area.bottom, hole.bottom) };
        if (area.right - area.left < 2 || area.bottom - area.top < 2) return false;
      }
      if (style.position === "fixed") break;
    }
    return true;
  };

  // Whether the words right inside an element lie where they can be read, not indented out of their place.
  const legible = (el, texts) => {
    if (styleOf(el).webkitTextSecurity !== "none") return false;
    const range = page.createRange(), holes = [];
    for (let e = el; e && e !== body && e !== root && styleOf(e).position !== "fixed"; e = above(e)) {
      if (/hidden|clip/.test(styleOf(e).overflow) && styleOf(e).display !== "contents") holes.push(own(e).getBoundingClientRect());
    }
    const lines = texts.slice(0, 40).flatMap((text) => (range.selectNodeContents(text), [...range.getClientRects()].slice(0, 40)));
    return lines.length === 0 || lines.some((line) =>
      line.right + scrollX > 0 && line.bottom + scrollY > 0 && line.left + scrollX < 2 * innerWidth &&
      holes.every((hole) => line.left < hole.right && line.right > hole.left && line.top < hole.bottom && line.bottom > hole.top));
  };

  // Every element, shadow trees included

  const everything = [];
  const gather = (scope) => {
    for (const el of scope.querySelectorAll("*")) {
      if (everything.length >= MOST_NODES) return;
      everything.push(el);
      if (treeOf(el)) gather(treeOf(el));
    }
  };
  gather(page);
  const isInput = (el) => el instanceof HTMLInputElement;
  const isBox = (el) => (isInput(el) ? el.type === "checkbox" : /^(checkbox|switch)$/.test(own(el).getAttribute("role") || "") && !own(el).querySelector("input[type=checkbox]"));
  const words = (el, most) => clean(own(el).innerText || own(el).textContent, most);

  // Boxes

  const pointed = (el) => {
    const ids = (own(el).getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean).slice(0, 8);
    return ids.map((id) => own(rootOf(el)).getElementById(id)).filter(Boolean);
  };
  const labelNodes = (el) => {
    const found = el.labels && el.labels.length ? [...el.labels] : pointed(el);
    if (found.length) return found.slice(0, 4);
    if (!isInput(el) && words(el, 10)) return [el];
    for (let e = own(el).parentElement, step = 0; e && step < 3 && !/^(form|body)$/.test(own(e).localName); e = own(e).parentElement, step++) {
      if (words(e, 10)) return [e];
    }
    return [];
  };
  const labelOf = (el, nodes) => {
    const given = el.labels && el.labels.length ? "" : pointed(el).length ? "" : clean(own(el).getAttribute("aria-label"), 2000);
    return given || clean(nodes.map((node) => words(node, 2000)).join(" "), 2000) || clean(own(el).nextSibling && own(el).nextSibling.textContent, 2000);
  };
  // A box that the page draws itself: a mark before or behind the words, or a small square beside them.
  const drawnBeside = (el, nodes) => {
    const near = new Set([own(el).nextElementSibling, own(el).previousElementSibling, own(el).parentElement, ...nodes, ...nodes.flatMap((node) => [...own(node).querySelectorAll("*")].slice(0, 40))]);
    return [...near].some((e) => {
      if (!e || e === el || !shown(e)) return false;
      const box = own(e).getBoundingClientRect();
      if (box.width >= 8 && box.width <= 80 && box.height >= 8 && box.height <= 60 && !words(e, 5) && box.width < box.height * 3) return true;
      return ["::before", "::after"].some((part) => {
        const style = getComputedStyle(e, part);
        return style.content !== "none" && style.content !== "normal" && parseFloat(style.width) >= 6 && parseFloat(style.height) >= 6;
      });
    });
  };
  const deepest = (x, y) => {
    let el = page.elementFromPoint(x, y);
    while (el && treeOf(el)) {
      const inner = treeOf(el).elementFromPoint(x, y);
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
    for (let e = el; e && e !== body && e !== root; e = above(e)) {
      const style = styleOf(e), box = own(e).getBoundingClientRect();
      if (own(e).localName === "dialog" || /dialog$/.test(own(e).getAttribute("role") || "") || own(e).getAttribute("aria-modal") === "true") return e;
      if (/fixed|sticky/.test(style.position) && box.width * box.height > 0.2 * innerWidth * innerHeight) return e;
      if (style.position === "absolute" && box.width * box.height > 0.5 * innerWidth * innerHeight) return e;
    }
    return null;
  };
  // What lies over the middle of an element: nothing, a wall over the page ("wall") or something of its own ("lid").
  const over_it = (el) => {
    own(el).scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const box = own(el).getBoundingClientRect();
    const top = deepest(box.left + box.width / 2, box.top + box.height / 2);
    if (!top || holds(el, top) || holds(top, el)) return "";
    const wall = overlay(top);
    if (wall && !holds(wall, el)) return "wall";
    const beside = [...(el.labels || []), own(el).closest("label"), own(el).parentElement].filter(Boolean);
    if (beside.some((e) => holds(e, top))) return "";
    return colour(styleOf(top).backgroundColor)[3] > 0.9 || own(top).localName === "img" ? "lid" : "";
  };

  // Print

  // The words inside an element, by the elements that dress them.
  const runs = (scope) => {
    const found = new Map(), walker = page.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    for (let node = own(scope).nodeType === 3 ? scope : walker.nextNode(), step = 0; node && step < 400; node = walker.nextNode(), step++) {
      const parent = own(node).parentElement;
      if (node.data.trim().length > 1 && parent && !DROPPED.has(own(parent).localName)) found.set(parent, [...(found.get(parent) || []), node]);
    }
    return found;
  };
  const dressed = (el) => (styleOf(el).display === "contents" && above(el) ? dressed(above(el)) : el);
  const said = (found) => found.flatMap(([, texts]) => texts).map((text) => clean(text.data, 2000)).join(" ").slice(0, 4000);
  // Whether too much of the words is kept from people: what lies hidden speaks of texts, or is most of what is said.
  const veils = (hidden, seen) => ABOUT_TEXTS.test(hidden) ? hidden.length >= 25 || !ABOUT_TEXTS.test(seen) : hidden.length >= 40 && hidden.length > 2 * seen.length;
  const size = (el) => {
    const box = own(el).getBoundingClientRect(), width = own(el).offsetWidth || 0;
    const scale = width >= 20 && Math.abs(box.width / width - 1) > 0.05 ? box.width / width : 1;
    return Math.round(parseFloat(styleOf(el).fontSize) * scale * 100) / 100;
  };
  const print = (nodes) => {
    const all = nodes.flatMap((node) => [...runs(node)]), long = ([, texts]) => said([["", texts]]).length >= 15;
    const visible = all.filter(([el, texts]) => shown(dressed(el)) && legible(el, texts));
    const hidden = all.filter((run) => !visible.includes(run) && own(dressed(run[0])).checkVisibility({ visibilityProperty: true }));
    let found = visible.length ? visible : all;
    found = (found.some(long) ? found.filter(long) : found).slice(0, 30);
    const lid = visible.length > 0 && over_it(dressed(found[0][0])) === "lid", seen = said(visible);
    const sizes = found.map(([el]) => size(el)), contrasts = found.map(([el]) => contrast(el)).filter((ratio) => ratio !== null);
    const least = (numbers) => (numbers.length ? Math.min(...numbers) : null);
    return { font_size: least(sizes), contrast: least(contrasts), visible: visible.length > 0 && !lid && !veils(said(hidden), seen), seen };
  };
  // The words of a box: what only screen readers are told counts as seen where the words beside it say as much.
  const boxPrint = (el, nodes, label) => {
    const beside = nodes.some((node) => words(node, 1)) ? nodes : [own(el).nextSibling].filter(Boolean);
    const { visible, seen, ...measures } = print(beside);
    const told = !clean(beside.map((node) => words(node, 2000)).join(" "), 2000).includes(label);
    const same = seen.toLowerCase().includes(label.toLowerCase()) || (ABOUT_TEXTS.test(seen) && AGREES.test(seen));
    return { ...measures, words_visible: visible && (!told || same) };
  };

  // The form

  const phoneness = (el) => {
    if (!isInput(el) || !/^(tel|text|number)$/.test(el.type)) return 0;
    const nodes = el.labels ? [...el.labels] : [];
    const told = ["name", "id", "placeholder", "autocomplete", "aria-label", "title"].map((name) => own(el).getAttribute(name) || "");
    const all = [...told, ...nodes.map((node) => words(node, 80))].join(" ").replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ");
    const points = (el.type === "tel" ? 5 : 0) + (PHONE.test(all) ? 4 : 0);
    if (!points || (NO_PHONE.test(all) && el.type !== "tel")) return 0;
    const form = el.form || own(el).closest("form");
    return points + (shown(el) ? 3 : 0) + (form && ABOUT_TEXTS.test(words(form, 4000)) ? 4 : 0);
  };
  const phone = everything.filter(isInput).slice(0, 300).reduce((best, el) => {
    const points = phoneness(el);
    return points > best.points ? { el, points } : best;
  }, { el: null, points: 0 }).el;
  const regionOf = (field) => {
    let region = own(field).closest("form");
    for (let e = region ? region : own(field).parentElement, step = 0; e && step < 12; e = above(e), step++) {
      if (e === body || e === root || words(e, 4001).length > 4000) break;
      region = e;
      if (/reply stop|stop to/i.test(words(e, 4000))) break;
    }
    return region || body;
  };
  const passages = (region) => {
    const found = [];
    const visit = (el, depth) => {
      if (found.length >= MOST_PRINTS || depth > MOST_DEPTH || DROPPED.has(own(el).localName)) return;
      const speaks = [...own(el).childNodes].some((node) => own(node).nodeType === 3 && node.data.trim().length > 8);
      const told = clean(own(el).textContent, 1500);
      if (speaks && told.length >= 20 && ABOUT_TEXTS.test(told)) {
        found.push(el);
        return;
      }
      for (const child of [...(treeOf(el) ? treeOf(el).children : []), ...own(el).children]) visit(child, depth + 1);
    };
    visit(region, 0);
    for (const link of own(region).querySelectorAll("a[href]")) {
      if (found.length < MOST_PRINTS && POLICIES.test(words(link, 100) + link.getAttribute("href"))) found.push(link);
    }
    return found;
  };

  // The document as it stands, frames left open and shadow trees in their places

  let left = MOST_NODES, length = 0, scopes = 0;
  const REFERS = new Set(["id", "for", "aria-labelledby", "aria-describedby", "list", "form"]);
  const attributes = (el, gone, prefix) => {
    const found = [];
    for (const { name, value } of [...own(el).attributes].slice(0, 60)) {
      if (!/^[a-zA-Z_:][\w:.-]*$/.test(name) || name === "hidden" || name === "srcdoc") continue;
      if ((name === "checked" && isInput(el)) || (name === "selected" && own(el).localName === "option") || (name === "value" && el.type === "password")) continue;
      if (name === "style" && !gone && /display:\s*none|visibility:\s*hidden/i.test(value)) continue;
      const told = name.startsWith("on") ? "" : REFERS.has(name) && prefix ? value.split(/\s+/).map((id) => prefix + id).join(" ") : value.slice(0, 2000);
      found.push(` ${name}="${escaped(told)}"`);
    }
    if (isInput(el) && /^(checkbox|radio)$/.test(el.type) && el.checked) found.push(" checked");
    if (own(el).localName === "option" && el.selected) found.push(" selected");
    if (gone) found.push(" hidden");
    return found.join("");
  };
  const unseen = (el, style) => {
    if (isBox(el)) return false;
    if (style.display === "none" || ink(style) < 0.1 || clipped(style)) return true;
    if (style.display === "contents" || own(el).localName === "br" || own(el).localName === "option") return false;
    const box = own(el).getBoundingClientRect();
    if (!own(el).checkVisibility()) return false;  // inside a closed part, which is told by that part
    if (/hidden|clip/.test(style.overflow) && (box.width <= 1 || box.height <= 1)) return true;
    return box.width > 0 && box.height > 0 && (box.right + scrollX <= 0 || box.bottom + scrollY <= 0);
  };
  const written = (node, prefix, depth) => {
    if (own(node).nodeType === 3) return { html: escaped(node.data), seen: node.data.trim() !== "" };
    if (own(node).nodeType !== 1 || left-- <= 0 || length > MOST_HTML || depth > MOST_DEPTH) return { html: "", seen: false };
    const tag = own(node).localName;
    if (DROPPED.has(tag) || !/^[a-z][a-z0-9-]*$/.test(tag)) return { html: "", seen: false };
    if (tag === "svg") return { html: "<svg></svg>", seen: true };
    const style = styleOf(node);
    if (tag === "iframe" || tag === "frame") {
      const hidden = shown(node) ? "" : " hidden", source = escaped(String(node.src || "").slice(0, 2000));
      return { html: `<div data-frame="iframe" data-src="${source}"${hidden}>${frameKeys.has(node) ? `<!--frame:${frameKeys.get(node)}-->` : ""}</div>`, seen: !hidden };
    }
    const tree = treeOf(node);
    const inside = tree ? `s${++scopes}-` : prefix;
    const children = tree ? [...tree.childNodes] : tag === "slot" && own(node).assignedNodes({ flatten: true }).length ? own(node).assignedNodes({ flatten: true }) : [...own(node).childNodes];
    let html = "", seen = false;
    for (const child of children) {
      const part = written(child, inShadow(child) || tree ? inside : "", depth + 1);
      html += part.html;
      seen = seen || part.seen;
    }
    const veiled = style.visibility !== "visible";
    const gone = unseen(node, style) || (veiled && !isBox(node) && ![...own(node).querySelectorAll("*")].slice(0, 200).some((e) => styleOf(e).visibility === "visible"));
    const open = `<${tag}${attributes(node, gone, prefix)}>`;
    length += open.length + (children.length && children[0].nodeType === 3 ? children[0].data.length : 0);
    return { html: VOID.has(tag) ? open : `${open}${html}</${tag}>`, seen: seen && !gone };
  };
  const inside_body = body ? [...body.childNodes].map((node) => written(node, "", 0).html).join("") : "";

  // The answer

  const boxes = everything.filter(isBox).slice(0, MOST_BOXES).map((el) => {
    const nodes = labelNodes(el);
    const label = labelOf(el, nodes);
    const lid = shown(el) ? over_it(el) : "";
    return {
      label,
      ticked: isInput(el) ? el.checked : own(el).getAttribute("aria-checked") === "true",
      required: (isInput(el) && el.required) || own(el).getAttribute("aria-required") === "true" || (label.length < 80 && MUST.test(label)),
      shadow: inShadow(el),
      ...boxPrint(el, nodes, label),
      visible: given.seen && lid !== "lid" && (shown(el) || (nodes.some(shown) && drawnBeside(el, nodes))),
    };
  });
  const prints = (phone ? passages(regionOf(phone)) : []).map((el) => {
    own(el).scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    return { text: words(el, 1500) || clean(own(el).textContent, 1500), ...print([el]) };
  });
  const target = phone || everything.find((el) => isBox(el) && shown(el)) || everything.find((el) => own(el).localName === "form" && shown(el));
  const middle = deepest(innerWidth / 2, innerHeight / 2);
  const covered = target ? over_it(target) === "wall" : Boolean(middle && overlay(middle));
  const frames = {};
  for (const [el, key] of frameKeys) {
    frames[key] = { seen: shown(el), ground: given.ground && ground(el), covered: shown(el) && over_it(el) === "wall" };
  }
  scrollTo({ top: 0, behavior: "instant" });
  return { title: clean(page.title, 300), language: clean(root.lang, 20), html: inside_body.slice(0, MOST_HTML), boxes, prints, covered, phone: Boolean(phone), frames };
}
