// The app's own script: progress of reading, decisions on claims, the form that corrects.
(() => {
  "use strict";
  const root = document;

  // Progress: asks every 400 ms until all is read; a single report is opened at once.
  const jobs = root.querySelector("ol[data-job]");
  if (jobs) {
    const label = jobs.dataset.open;
    const ask = async () => {
      try {
        const answer = await fetch(`/jobs/${jobs.dataset.job}.json`, { headers: { accept: "application/json" } });
        const job = await answer.json();
        job.items.forEach((item, n) => {
          const row = jobs.children[n];
          row.className = `job ${item.state}`;
          row.querySelector(".step").textContent = item.words;
          if (item.link && !row.querySelector("a")) {
            const link = root.createElement("a");
            link.href = item.link;
            link.textContent = label;
            row.append(link);
          }
        });
        if (job.is_done) {
          if (job.items.length === 1 && job.items[0].link) location.replace(job.items[0].link);
          return;
        }
      } catch { /* the server may be busy: ask again */ }
      setTimeout(ask, 400);
    };
    ask();
  }

  // A page that waits for the incidents: its bar is renewed, then the page itself.
  const wait = root.querySelector("[data-wait]");
  if (wait) {
    const ask = async () => {
      try {
        const answer = await fetch(wait.dataset.wait, { headers: { accept: "application/json" } });
        const found = await answer.json();
        if (found.is_ready) { location.reload(); return; }
        wait.querySelector("progress").value = Math.max(wait.querySelector("progress").value, 1000 * found.share);
        wait.querySelector("p").textContent = found.words;
      } catch { /* the server may be busy: ask again */ }
      setTimeout(ask, 400);
    };
    ask();
  }

  // Files dropped anywhere on the form are put into its file field.
  const drop = root.querySelector(".drop");
  if (drop) {
    const form = drop.closest("form");
    const input = drop.querySelector("input");
    for (const kind of ["dragover", "dragenter"]) {
      form.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    form.addEventListener("dragleave", () => drop.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      drop.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      input.files = event.dataTransfer.files;
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }

  // Parts of a page that take long to make are fetched once the rest is seen.
  const fetchParts = () => {
    for (const part of root.querySelectorAll("[data-part]")) {
      fetch(part.dataset.part).then((answer) => answer.text()).then((words) => {
        part.innerHTML = words;
        root.dispatchEvent(new Event("whosays:part"));
      });
    }
  };

  // Saved views: names and addresses, kept by this browser.
  const key = "whosays-views";
  const kept = () => { try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; } };
  const keep = (all) => { try { localStorage.setItem(key, JSON.stringify(all)); } catch { /* private window */ } };
  const drawViews = () => {
    const views = root.querySelector(".views");
    if (!views) return;
    views.hidden = false;
    views.querySelector("ul").replaceChildren(...kept().map(({ name, address }) => {
      const row = root.createElement("li");
      const link = root.createElement("a");
      link.textContent = name;
      link.href = address.startsWith("/claims") ? address : "/claims";
      const gone = root.createElement("button");
      gone.textContent = "×";
      gone.className = "gone";
      gone.setAttribute("aria-label", `× ${name}`);
      gone.addEventListener("click", () => { keep(kept().filter((v) => v.name !== name)); drawViews(); });
      row.append(link, gone);
      return row;
    }));
  };
  root.addEventListener("submit", (event) => {
    if (!event.target.matches(".views form")) return;
    event.preventDefault();
    const name = event.target.elements.name.value.trim();
    if (!name) return;
    const { address } = event.target.closest(".views").dataset;
    keep([...kept().filter((v) => v.name !== name), { name, address }]);
    event.target.reset();
    drawViews();
  });

  const fold = () => {
    const facets = root.querySelector(".facets > details");
    if (facets && matchMedia("(max-width: 760px)").matches) facets.open = false;
  };
  // In a row that is wider than the window the page one is on is in view.
  const reveal = () => {
    for (const one of root.querySelectorAll("header nav [aria-current], .ways [aria-current]")) {
      const row = one.parentElement;
      row.scrollLeft = one.offsetLeft - row.offsetLeft - (row.clientWidth - one.offsetWidth) / 2;
    }
  };
  const begin = () => { fetchParts(); drawViews(); fold(); reveal(); };
  begin();
  root.addEventListener("whosays:swapped", begin);

  const menu = root.querySelector("#reviewer");
  const needsName = () => menu && !menu.dataset.reviewer;
  const askName = () => {
    menu.open = true;
    menu.querySelector("input[name=name]").focus();
  };
  root.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target) && !event.target.closest(".decide, .correct")) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu?.open) menu.open = false;
  });

  const isInReport = () => Boolean(root.querySelector(".report"));
  const headers = (card) => ({ "x-card": card.dataset.n, "x-in-report": isInReport() ? "1" : "0" });

  // A decision is sent, and the card comes back as it now stands.
  const decide = async (form) => {
    const card = form.closest(".card");
    if (needsName()) { askName(); return; }
    const isOpen = card.querySelector("details.evidence")?.open;
    const answer = await fetch(form.action, { method: "POST", headers: headers(card), body: new URLSearchParams(new FormData(form)) });
    const words = await answer.text();
    if (!answer.ok) { location.assign(form.action.replace(/\/[a-z]+$/, "")); return; }
    const box = root.createElement("template");
    box.innerHTML = words;
    const fresh = box.content.firstElementChild;
    card.replaceWith(fresh);
    const details = fresh.querySelector("details.evidence");
    if (details) details.open = isOpen;
    globalThis.whosays?.choose(fresh.dataset.n);
  };

  const openForm = async (card, address, pressed) => {
    if (needsName()) { askName(); return; }
    const slot = card.querySelector(".slot");
    // A look-up leaves the form as it was, but for what it found.
    const back = pressed?.closest(".search")?.querySelector("input").id;
    const opened = new Set([...slot.querySelectorAll("details[open]")].map((d) => d.className));
    const answer = await fetch(address, { headers: headers(card) });
    slot.innerHTML = await answer.text();
    slot.hidden = false;
    const form = slot.querySelector("form");
    form.next.value = location.pathname + location.search + (isInReport() ? `#${card.dataset.claim}` : "");
    aim(form.querySelector(".words-input"));
    slot.querySelectorAll("details").forEach((d) => { if (opened.has(d.className)) d.open = true; });
    const found = back && root.getElementById(back);
    (found || form.querySelector("select, input:not([type=hidden])")).focus({ preventScroll: true });
    (found || slot).scrollIntoView({ block: found ? "center" : "start" });
  };
  const closeForm = (card) => {
    const slot = card?.querySelector(".slot");
    if (slot && !slot.hidden) { slot.hidden = true; slot.replaceChildren(); card.focus({ preventScroll: true }); }
  };

  root.addEventListener("submit", (event) => {
    const form = event.target;
    // The frame's forms come back to where one was, the claim chosen or the map's place included.
    if (form.matches("header form") && form.next) form.next.value = location.pathname + location.search + location.hash;
    if (form.matches("form.decide")) {
      event.preventDefault();
      decide(form);
    } else if (form.matches(".card form.correct-form") && event.submitter?.matches(".look-up")) {
      event.preventDefault();
      openForm(form.closest(".card"), `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, event.submitter);
    }
  });
  root.addEventListener("click", (event) => {
    const correct = event.target.closest?.(".card a.correct");
    const cancel = event.target.closest?.(".card a.cancel");
    const pin = event.target.closest?.(".pin[data-candidate]");
    if (correct && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const card = correct.closest(".card");
      globalThis.whosays?.choose(card.dataset.n);
      openForm(card, correct.getAttribute("href"));
    } else if (cancel) {
      event.preventDefault();
      closeForm(cancel.closest(".card"));
    } else if (pin) {
      const choices = pin.closest(".place-field").querySelectorAll("input[type=radio]:not([value=keep])");
      const radio = choices[Number(pin.dataset.candidate)];
      if (radio) { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); }
    }
  });
  root.addEventListener("change", (event) => {
    const field = event.target.closest?.(".place-field");
    if (!field || event.target.type !== "radio") return;
    const choices = [...field.querySelectorAll("input[type=radio]:not([value=keep])")];
    field.querySelectorAll(".pin").forEach((pin, n) => pin.classList.toggle("chosen", choices[n]?.checked));
  });

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const card = globalThis.whosays?.current();
    if (event.key === "Escape" && card) { closeForm(card); return; }
    if (!card || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const control = "areu".includes(event.key) && card.querySelector(`[data-key="${event.key}"]`);
    if (control) { event.preventDefault(); control.click(); }
  });

  // Words selected in the report go into the form's chosen field, with their place in code points of
  // the text; the field last pointed at is the chosen one, the event's at first.
  const pointOf = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-s]");
    if (!piece || node.nodeType !== 3) return null;
    // A hostile sign is shown as ⟨U+202E⟩, and is one code point of the text.
    const words = node.data.slice(0, offset).replace(/⟨U\+[0-9A-F]{4,6}⟩/g, "x");
    return Number(piece.dataset.s) + [...words].length;
  };
  const openedForm = () => root.querySelector(".slot:not([hidden]) form.correct-form");
  const aim = (input) => {
    for (const old of root.querySelectorAll(".words-input.aimed")) old.classList.remove("aimed");
    input?.classList.add("aimed");
  };
  root.addEventListener("focusin", (event) => { if (event.target.matches?.(".words-input")) aim(event.target); });
  root.addEventListener("input", (event) => {
    if (!event.target.matches?.(".words-input")) return;
    const name = event.target.name.replace(/words$/, "");
    event.target.form[`${name}start`].value = "";
    event.target.form[`${name}end`].value = "";
  });
  root.addEventListener("selectionchange", () => {
    const form = openedForm();
    const chosen = getSelection();
    if (!form || !chosen.rangeCount || chosen.isCollapsed) return;
    // A drag that ends inside a word means the word.
    const range = chosen.getRangeAt(0).cloneRange();
    const isLetter = (node, at) => node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.data[at] || "");
    const { startContainer: from, endContainer: to } = range;
    let [begin, end_] = [range.startOffset, range.endOffset];
    while (isLetter(from, begin) && isLetter(from, begin - 1)) begin -= 1;
    while (isLetter(to, end_) && isLetter(to, end_ - 1)) end_ += 1;
    range.setStart(from, begin);
    range.setEnd(to, end_);
    if (!range.startContainer.parentElement?.closest(".text")) return;
    const start = pointOf(range.startContainer, range.startOffset);
    const end = pointOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const input = form.querySelector(".words-input.aimed") || form.querySelector(".words-input");
    const name = input.name.replace(/words$/, "");
    const part = range.cloneContents();
    part.querySelectorAll(".n").forEach((n) => n.remove());
    input.value = part.textContent.trim().replace(/\s+/g, " ");
    form[`${name}start`].value = start;
    form[`${name}end`].value = end;
    input.closest("details")?.setAttribute("open", "");
  });

  // A blank row filled in asks for the next one; the rows' numbers count on.
  root.addEventListener("click", (event) => {
    const more = event.target.closest?.(".rows[data-list] > .add-row > summary");
    const row = more?.parentElement.querySelector(".part-row");
    if (!row || !row.querySelector(".words-input").value) return;
    event.preventDefault();
    const list = more.closest(".rows");
    const next = row.cloneNode(true);
    const [from, to] = [Number(row.dataset.row), Number(row.dataset.row) + 1];
    list.insertBefore(row, more.parentElement);
    next.dataset.row = to;
    for (const control of next.querySelectorAll("[name], [for]")) {
      for (const key of ["name", "id", "for"]) {
        const value = control.getAttribute(key);
        if (value) control.setAttribute(key, value.replace(`${list.dataset.list}-${from}-`, `${list.dataset.list}-${to}-`));
      }
      if ("value" in control && control.tagName !== "SELECT") control.value = "";
    }
    more.parentElement.append(next);
    next.querySelector(".words-input").focus();
  });
})();
