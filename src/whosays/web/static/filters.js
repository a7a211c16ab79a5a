// On a narrow window the filters are folded, so that what they filter is seen.
(() => {
  "use strict";
  const fold = () => {
    const filters = document.querySelector("details.filters");
    if (filters && matchMedia("(max-width: 760px)").matches) filters.open = false;
  };
  fold();
  document.addEventListener("whosays:swapped", fold);
})();
