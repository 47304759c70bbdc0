/** Markup of the reference page is only what its templates say. */
import { html, inline, prose } from '../../../server/src/http/docs-html';

test('values are text, whatever is in them', () => {
  const value = `<script>alert("x")</script> & 'y'`;
  const { text } = html`<p title="${value}">${value}</p>`;
  expect(text).not.toMatch(/<script|"x"|'y'/);
  expect(text).toContain('&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; &#38; &#39;y&#39;');
});

test('what another template made is kept, and lists are joined', () => {
  const items = ['a', '<b>'].map((item) => html`<b>${item}</b>`);
  expect(html`<i>${items}</i>`.text).toBe('<i><b>a</b><b>&#60;b&#62;</b></i>');
});

test('descriptions have code and paragraphs', () => {
  expect(
    inline('send `limit`<')
      .map(({ text }) => text)
      .join(''),
  ).toBe('send <code>limit</code>&#60;');
  expect(prose('one\n\ntwo').map(({ text }) => text)).toEqual(['<p>one</p>', '<p>two</p>']);
});
