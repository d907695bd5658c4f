/* The page is complete without this: it only sorts tables and turns the theme. */
(function () {
  "use strict";
  var root = document.documentElement;
  var store = {
    get: function () { try { return localStorage.getItem("triptych-theme"); } catch (refused) { return null; } },
    set: function (theme) { try { localStorage.setItem("triptych-theme", theme); } catch (refused) { /* a page from disk may keep nothing */ } }
  };
  var chosen = store.get();
  if (chosen === "dark" || chosen === "light") { root.dataset.theme = chosen; }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function label(button) { button.textContent = isDark() ? "Light theme" : "Dark theme"; }

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.theme");
    button.hidden = false;
    label(button);
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      store.set(root.dataset.theme);
      label(button);
    });
    document.querySelectorAll("table.sortable").forEach(makeSortable);
  });

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, place) {
      if (!heading.textContent.trim() || heading.hasAttribute("data-fixed")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (heading.firstChild) { button.appendChild(heading.firstChild); }
      heading.appendChild(button);
      button.addEventListener("click", function () { sort(table, heading, place); });
    });
  }

  function sort(table, heading, place) {
    var ascending = heading.getAttribute("aria-sort") !== "ascending";
    Array.from(heading.parentNode.cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    var rows = Array.from(table.tBodies[0].rows);
    rows.sort(function (first, second) {
      return compare(key(first.cells[place]), key(second.cells[place]), ascending ? 1 : -1);
    });
    rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
  }
  function key(cell) {
    var value = cell.hasAttribute("data-value") ? cell.dataset.value : cell.textContent.trim();
    return value !== "" && isFinite(value) ? Number(value) : value;
  }
  /* What is not known stays last, whichever way the rest is sorted. */
  function compare(first, second, direction) {
    if (first === "" || second === "") { return (first === "") - (second === ""); }
    if (typeof first === typeof second && typeof first === "number") { return direction * (first - second); }
    return direction * String(first).localeCompare(String(second), undefined, { numeric: true });
  }
})();
