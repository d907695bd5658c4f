/* The page is complete without this: it only sorts tables, prices CPU anew and turns the theme. */
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
    document.querySelectorAll("#table-price table").forEach(makePriced);
  });

  /* The caption's price of a CPU hour becomes a field; two columns of CPU seconds have two of prices. */
  function makePriced(table) {
    var text = table.caption.firstElementChild.firstChild;
    var said = /\bcosts ([^ ]+),/.exec(text.data);
    var field = document.createElement("input");
    field.type = "number";
    field.min = "0";
    field.step = "any";
    field.value = said[1];
    field.setAttribute("aria-label", "price of a CPU hour");
    var rest = text.splitText(said.index + "costs ".length);
    rest.data = rest.data.slice(said[1].length);
    rest.parentNode.insertBefore(field, rest);
    field.addEventListener("input", function () {
      if (field.value === "" || !field.validity.valid) { return; }
      Array.from(table.tBodies[0].rows).forEach(function (row) {
        [1, 2].forEach(function (place) { price(row.cells[place], row.cells[place + 2], Number(field.value)); });
      });
    });
  }
  function price(seconds, cell, hour) {
    if (seconds.dataset.value === "") { return; }
    var value = Number(seconds.dataset.value) / 3600 * hour;
    cell.dataset.value = value;
    cell.textContent = value < 0.001 ? "< 0.001" : value.toLocaleString("en", { maximumSignificantDigits: 2 });
  }

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
