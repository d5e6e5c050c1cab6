(function () {
  "use strict";
  var $ = function (q, e) { return Array.prototype.slice.call((e || document).querySelectorAll(q)); };
  var text = function (e) { return e.textContent.trim().toLowerCase(); };

  // Cells of a heat-map: one can have the focus, arrow keys move it, its words stand below.
  $("figure.cover").forEach(function (figure) {
    var out = figure.querySelector("output"), rows = $("tbody tr", figure), first = figure.querySelector("td[title]");
    if (!first) return;
    first.tabIndex = 0;
    var show = function (e) { var c = e.target.closest("td[title]"); if (c) out.textContent = c.title; };
    figure.addEventListener("mouseover", show);
    figure.addEventListener("click", show);
    figure.addEventListener("focusin", show);
    figure.addEventListener("keydown", function (e) {
      var step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
      var cell = e.target.closest("td[title]");
      if (!step || !cell) return;
      e.preventDefault();
      var r = rows.indexOf(cell.parentNode), c = cell.cellIndex;
      for (;;) {
        r += step[0]; c += step[1];
        var next = rows[r] && rows[r].cells[c];
        if (!next) return;
        if (next.title) { cell.tabIndex = -1; next.tabIndex = 0; next.focus(); return; }
      }
    });
  });

  // The roster: filter by words, queue and team, order within teams.
  var tools = document.querySelector(".tools");
  if (tools) {
    tools.hidden = false;
    var who = document.getElementById("who"), on = document.getElementById("on"), team = document.getElementById("team"),
      order = document.getElementById("order"), found = document.getElementById("found");
    var bodies = $(".gantt tbody").map(function (b) {
      return { body: b, team: b.dataset.t || "", rows: $("tr[data-s]", b).map(function (r) {
        return { row: r, name: text(r.cells[0]), start: +r.dataset.s, paid: parseFloat(r.cells[2].textContent.replace(",", ".")), queues: r.dataset.q };
      }) };
    });
    var lists = $("table[data-filter] tbody tr").map(function (r) { return { row: r, name: text(r.cells[0]), team: r.dataset.t || "" }; });
    var apply = function () {
      var words = who.value.trim().toLowerCase(), queue = on.value, only = team ? team.value : "*", shown = 0, all = 0;
      var fits = function (name, t) { return (only === "*" || only === t) && (!words || name.indexOf(words) >= 0 || t.toLowerCase().indexOf(words) >= 0); };
      bodies.forEach(function (b) {
        var some = false;
        b.rows.forEach(function (x) {
          var ok = fits(x.name, b.team) && (!queue || x.queues.indexOf(" " + queue + " ") >= 0);
          x.row.hidden = !ok; all++;
          if (ok) { some = true; shown++; }
        });
        b.body.hidden = !some;
      });
      lists.forEach(function (x) { x.row.hidden = !fits(x.name, x.team); });
      found.textContent = shown === all ? "" : shown + " / " + all + " " + found.dataset.words;
    };
    var sort = function () {
      var by = { s: function (a, b) { return a.start - b.start; }, a: function (a, b) { return a.name.localeCompare(b.name); }, p: function (a, b) { return b.paid - a.paid; } }[order.value];
      bodies.forEach(function (b) { b.rows.sort(by).forEach(function (x) { b.body.appendChild(x.row); }); });
    };
    var wait;
    who.addEventListener("input", function () { clearTimeout(wait); wait = setTimeout(apply, 120); });
    [on, team].forEach(function (e) { if (e) e.addEventListener("change", apply); });
    order.addEventListener("change", sort);
    tools.addEventListener("submit", function (e) { e.preventDefault(); });
  }

  // Tables that sort by a click on a heading.
  $("table[data-sort]").forEach(function (table) {
    $("thead th", table).forEach(function (th, k) {
      var b = document.createElement("button");
      b.textContent = th.textContent; th.textContent = ""; th.appendChild(b); b.type = "button";
      b.addEventListener("click", function () {
        var up = th.getAttribute("aria-sort") !== "ascending", n = th.classList.contains("n");
        $("thead th", table).forEach(function (x) { x.removeAttribute("aria-sort"); });
        th.setAttribute("aria-sort", up ? "ascending" : "descending");
        var value = function (r) { var s = r.cells[k].textContent.trim(); return n ? parseFloat(s.replace(/[\s\u202f]/g, "").replace(",", ".")) || 0 : s.toLowerCase(); };
        var rows = $("tbody tr", table).map(function (r) { return [value(r), r]; });
        rows.sort(function (a, b) { return (n ? a[0] - b[0] : a[0].localeCompare(b[0])) * (up ? 1 : -1); });
        rows.forEach(function (x) { table.tBodies[0].appendChild(x[1]); });
      });
    });
  });

  window.addEventListener("beforeprint", function () { $("details").forEach(function (d) { d.open = true; }); });
})();
