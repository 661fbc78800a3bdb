// The sidebars and menus of the theme: the states of their buttons, the focus after they close, and
// the menus of buttons, for which the parent theme loads the whole script of Bootstrap.

(() => {
  "use strict";

  const MENU_BUTTON = '[data-bs-toggle="dropdown"]';
  const OPENERS = ".sidebar-toggle, .search-button__button";
  const wide = { primary: matchMedia("(min-width: 992px)"), secondary: matchMedia("(min-width: 1200px)") };
  const scriptUrl = document.currentScript.src;
  let opener = null; // the button that has opened a dialog

  // -- sidebars and the search dialog ----------------------------------------------------------

  // On wide screens the sidebar is in the page, on narrow ones in a dialog.
  function showStates() {
    for (const name of ["primary", "secondary"]) {
      const sidebar = document.getElementById(`pst-${name}-sidebar`);
      const dialog = document.getElementById(`pst-${name}-sidebar-modal`);
      const isShown = wide[name].matches && !sidebar?.classList.contains("pst-sidebar-hidden");
      for (const button of document.querySelectorAll(`.${name}-toggle`)) {
        button.setAttribute("aria-expanded", String(Boolean(isShown || dialog?.open)));
      }
    }
  }

  const isFocusLost = () => document.activeElement === document.body;

  function restoreFocus() {
    if (isFocusLost()) opener?.focus({ preventScroll: true });
  }

  // The parent's scripts move the focus away from buttons, and stop their events: hence the capture
  // phase, and the timeout that lets them run first.
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.(`${OPENERS}, ${MENU_BUTTON}`);
      if (!button) return;
      opener = button;
      setTimeout(() => {
        restoreFocus();
        showStates();
      });
    },
    true,
  );

  // Escape also leaves the search field of a page, which the parent's script then blurs.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") setTimeout(restoreFocus);
    },
    true,
  );

  function watchDialogs() {
    for (const dialog of document.querySelectorAll("dialog")) {
      dialog.addEventListener("close", () =>
        setTimeout(() => {
          restoreFocus();
          showStates();
        }),
      );
    }
  }

  // -- menus of buttons ------------------------------------------------------------------------

  const menuOf = (button) => button.parentElement.querySelector(".dropdown-menu");
  const openButton = () => document.querySelector(`${MENU_BUTTON}.show`);
  const itemsOf = (menu) => [...menu.querySelectorAll("a[href], button:not(:disabled)")];

  function setOpen(button, isOpen) {
    button.setAttribute("aria-expanded", String(isOpen));
    for (const element of [button, menuOf(button)]) element.classList.toggle("show", isOpen);
    menuOf(button).dataset.bsPopper = "static"; // the theme's style sheet positions the menu by it
  }

  function closeMenu({ returnFocus = false } = {}) {
    const button = openButton();
    if (!button) return;
    setOpen(button, false);
    if (returnFocus) button.focus();
  }

  function clickMenus(event) {
    const button = event.target.closest(MENU_BUTTON);
    const before = openButton();
    const isChoice = before && menuOf(before).contains(event.target);
    closeMenu({ returnFocus: Boolean(isChoice && event.target.closest("button")) });
    if (button && button !== before && menuOf(button)) setOpen(button, true);
  }

  function pressKey(event) {
    const button = event.target.closest(MENU_BUTTON) ?? openButton();
    if (!button || !menuOf(button)) return;
    const menu = menuOf(button);
    const within = event.target === button || menu.contains(event.target);
    if (event.key === "Escape" && button.classList.contains("show")) {
      event.preventDefault();
      closeMenu({ returnFocus: within });
    } else if (within && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      if (!button.classList.contains("show")) setOpen(button, true);
      const items = itemsOf(menu);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const place = items.indexOf(document.activeElement);
      const next = place < 0 ? (step > 0 ? 0 : items.length - 1) : place + step;
      items[(next + items.length) % items.length]?.focus();
    }
  }

  function leaveMenu(event) {
    const button = openButton();
    const around = button?.parentElement;
    if (event.relatedTarget && !around?.contains(event.relatedTarget)) closeMenu();
  }

  // -- results while typing --------------------------------------------------------------------

  function watchSearchField() {
    const form = document.querySelector("#pst-search-dialog form[data-folder]");
    const load = () => import(new URL("bindery-search.js", scriptUrl)).catch(() => {});
    if (location.protocol !== "file:") form?.addEventListener("input", load, { once: true });
  }

  // -- the button back to the top --------------------------------------------------------------

  function watchBackToTop() {
    const button = document.getElementById("pst-back-to-top");
    if (!button) return;
    let before = scrollY;
    button.addEventListener("click", () => scrollTo({ top: 0 }));
    addEventListener(
      "scroll",
      () => {
        button.style.display = scrollY < before && scrollY > innerHeight / 4 ? "block" : "none";
        before = scrollY;
      },
      { passive: true },
    );
  }

  function start() {
    watchDialogs();
    watchSearchField();
    Object.values(wide).forEach((query) => query.addEventListener("change", showStates));
    showStates();
    if (window.bootstrap) return; // where it is loaded, it opens the menus
    document.addEventListener("click", clickMenus);
    document.addEventListener("keydown", pressKey);
    document.addEventListener("focusout", leaveMenu);
    watchBackToTop();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
