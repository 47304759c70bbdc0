/** How a page of HtmlService is served to a frame: its HTML with `google.script` in it, and the headers that keep it apart. */
export { callValue } from './call-value';
export { SCRIPT_PAGE_HEADERS } from './headers';
export { wrapPage, type ScriptPage } from './wrap-page';
