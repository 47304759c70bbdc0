/** Texts that have broken programs before. Each of their own carries a mark by which a leak into log or answer is seen. */

/** Stands in no answer that the tracker makes up, and in no log line. */
export const MARK = 'Hostile7Mark';

export const SQL_TEXTS = [
  `'; drop table tasks; -- ${MARK}`,
  `${MARK}' or '1'='1`,
  `${MARK}%_\\`,
  `"${MARK}" union select key_hash from api_keys`,
  `1; attach database '/tmp/${MARK}' as x`,
];

export const HTML_TEXTS = [
  `<script>alert('${MARK}')</script>`,
  `"><img src=x onerror=${MARK}>`,
  `${MARK}&lt;b&gt;&amp;&#39;`,
  `</title><svg/onload=${MARK}>`,
  `javascript:${MARK}`,
];

export const ODD_TEXTS = [
  `${MARK}\u0000`,
  `${MARK}\ud800`,
  `${MARK}\udc00\ud800`,
  `\ufeff${MARK}`,
  `\u202e${MARK}\u202c`,
  `${MARK}\r\nSet-Cookie: a=b`,
  `e\u0301 ${MARK} ﷽ 👩‍👩‍👧‍👦 ${'\u0301'.repeat(40)}`,
  `=HYPERLINK("http://${MARK}")`,
  `\${jndi:ldap://${MARK}}{{7*7}}`,
  `../../../../etc/passwd ${MARK}`,
  `__proto__`,
  `constructor`,
  'null',
  'undefined',
  'NaN',
  '1e309',
  '-0',
  '٣',
  ' ',
  '\t\n',
  '',
];

export const ALL_TEXTS = [...SQL_TEXTS, ...HTML_TEXTS, ...ODD_TEXTS];
