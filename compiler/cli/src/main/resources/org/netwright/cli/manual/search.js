// The search of the manual: every word must occur; names that begin with the first word come first.
(() => {
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  const up = document.body.dataset.up;
  let chosen = -1;

  function score(entry, words) {
    const title = entry[0].toLowerCase();
    const all = title + " " + entry[1].toLowerCase() + " " + entry[3].toLowerCase();
    if (!words.every(word => all.includes(word))) return -1;
    const name = title.split(/[ ·]/)[0];
    if (name === words[0]) return 100;
    if (name.startsWith(words[0])) return 60 - name.length / 10;
    return words.filter(word => title.includes(word)).length * 10;
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word);
    list.replaceChildren();
    chosen = -1;
    list.hidden = words.length === 0;
    if (list.hidden) return;
    const hits = MANUAL.map(entry => [score(entry, words), entry])
      .filter(hit => hit[0] >= 0)
      .sort((a, b) => b[0] - a[0])
      .slice(0, 12);
    for (const [, entry] of hits) {
      const link = document.createElement("a");
      link.href = up + entry[2];
      link.append(entry[0]);
      const kind = document.createElement("small");
      kind.textContent = entry[1];
      const text = document.createElement("p");
      text.textContent = entry[3];
      link.append(kind, text);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    if (hits.length === 0) {
      const item = document.createElement("li");
      item.textContent = "nothing is called like this";
      list.append(item);
    }
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", event => {
    const links = [...list.querySelectorAll("a")];
    if (event.key === "Escape") {
      field.value = "";
      show();
    } else if (event.key === "Enter" && links.length) {
      location.href = links[Math.max(chosen, 0)].href;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : links.length - 1) + links.length) % Math.max(links.length, 1);
      links.forEach((link, i) => link.classList.toggle("chosen", i === chosen));
    }
  });
  document.addEventListener("click", event => {
    if (!event.target.closest("header")) list.hidden = true;
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
    }
  });
})();
