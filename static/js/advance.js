// A long import goes on by itself; without JavaScript people press 続ける.
const form = document.querySelector("form[data-advance]");
if (form && !document.querySelector(".c-notice--error")) setTimeout(() => form.requestSubmit(), 300);
