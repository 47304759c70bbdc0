/** The calls of a document's shell blocks, with what is said to come back. */

export interface CurlCall {
  readonly line: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What the answer begins with; '' where nothing is said. */
  readonly expected: string;
}

const HOST = 'localhost:3000';

/** `curl …` and `post …` (the document's alias), each with a `# answer…` below it or none. */
export function curlCallsIn(markdown: string): readonly CurlCall[] {
  const lines = [...markdown.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  return lines.flatMap((line, index) => {
    if (!/^(curl|post) .*localhost:3000/.test(line)) return [];
    return [callOf(line, lines[index + 1] ?? '')];
  });
}

function callOf(line: string, below: string): CurlCall {
  const words = wordsOf(line.replace(/^post/, 'curl -H content-type:application/json'));
  const after = (flag: string) => words.flatMap((word, index) => (words[index - 1] === flag ? [word] : []));
  const body = [...after('-d'), ...after('--data-binary')][0];
  const address = words.find((word) => word.startsWith(HOST)) ?? '';
  return {
    line,
    method: after('-X')[0] ?? (body === undefined ? 'GET' : 'POST'),
    path: address.slice(HOST.length),
    headers: Object.fromEntries(
      after('-H').map((header) => header.split(/:(.*)/).slice(0, 2) as [string, string]),
    ),
    body,
    expected: below.startsWith('# ') ? below.slice(2).replace(/…$/, '') : '',
  };
}

/** As a shell splits them, single quotes only. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
