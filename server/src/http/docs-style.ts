/** The look of the reference page: light and dark, from phone to wide screens. */

export const DOCS_STYLE = `
:root { color-scheme: light dark; --text: #1c2024; --quiet: #5a6169; --line: #d9dde2; --paper: #ffffff; --panel: #f5f6f8; --link: #0b57b0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e7e9ec; --quiet: #a3abb5; --line: #3a4048; --paper: #15181c; --panel: #1e2227; --link: #8ab8f5; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; color: var(--text); background: var(--paper); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--link); }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
small { color: var(--quiet); font-weight: normal; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem; background: var(--paper); z-index: 1; }
nav { padding: 1rem; background: var(--panel); border-bottom: 1px solid var(--line); max-height: 40vh; overflow: auto; }
nav h2 { font-size: 1rem; margin: 0.75rem 0 0.25rem; }
nav h2 a { color: var(--text); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 0.15rem 0; font: 0.85rem/1.6 ui-monospace, monospace; text-decoration: none; overflow-wrap: anywhere; }
nav li a:hover { text-decoration: underline; }
main { padding: 1rem; max-width: 60rem; }
section { border-top: 1px solid var(--line); padding: 0.5rem 0 1rem; }
h3 { font-size: 1.1rem; }
.summary { font-weight: 600; }
.method { font: bold 0.8em ui-monospace, monospace; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td table { font-size: 1em; margin-top: 0.25rem; }
@media (min-width: 60rem) {
  body { display: grid; grid-template-columns: 20rem 1fr; }
  nav { position: sticky; top: 0; height: 100vh; max-height: none; border-bottom: 0; border-right: 1px solid var(--line); }
  main { padding: 1rem 2rem; }
}
`;

export const DOCS_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b57b0"/><path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.5" stroke-linecap="round"/></svg>`;
