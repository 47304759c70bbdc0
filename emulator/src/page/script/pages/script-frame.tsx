/** A page of HtmlService in a frame that shares nothing with the sheet: what it asks for comes over a port, and is done here. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ApiError, messageOf } from '../../api/api-error';
import { pageContentAddress, runFromPage } from '../../api/client';
import { assertNever } from '../../../assert-never';
import { focusGrid } from '../../state/focus';
import type { FrameHello, FromFrame, ToFrame } from '../frame/messages';
import { askConsent } from '../state/consent';
import { leavePage } from '../state/pages';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly onResize?: (size: { readonly width?: number; readonly height?: number }) => void;
}

/** As the platform's frame, but with an origin of its own. */
const SANDBOX =
  'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';
/** What a sandboxed frame calls its origin. */
const OPAQUE = 'null';

export function ScriptFrame({ id, title, onResize }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const resize = useRef(onResize);
  resize.current = onResize;
  useLayoutEffect(() => {
    let port: MessagePort | undefined;
    const greet = ({ source, origin, data, ports }: MessageEvent<Partial<FrameHello> | null>) => {
      const isOurs = source === frame.current?.contentWindow && origin === OPAQUE;
      if (!isOurs || data?.appsScriptPage !== id || ports[0] === undefined) return;
      port?.close();
      port = ports[0];
      const answerTo = (message: ToFrame) => port?.postMessage(message);
      port.onmessage = ({ data: said }: MessageEvent<FromFrame>) =>
        obey(id, said, answerTo, (size) => resize.current?.(size));
    };
    addEventListener('message', greet);
    return () => {
      removeEventListener('message', greet);
      port?.close();
    };
  }, [id]);
  return (
    <iframe ref={frame} class="script-frame" title={title} sandbox={SANDBOX} src={pageContentAddress(id)} />
  );
}

function obey(
  id: string,
  said: FromFrame,
  answerTo: (message: ToFrame) => void,
  resize: (size: { readonly width?: number; readonly height?: number }) => void,
): void {
  switch (said.say) {
    case 'run':
      return void run(id, said.call, said.name, said.args).then(answerTo);
    case 'close':
      return leavePage(id);
    case 'focus-sheet':
      return focusGrid();
    case 'resize':
      return resize(said);
    default:
      return assertNever(said);
  }
}

async function run(id: string, call: number, name: string, args: readonly unknown[]): Promise<ToFrame> {
  try {
    const answer = await runFromPage(id, name, args);
    if (answer.ok) return { say: 'returned', call, value: answer.value };
    return { say: 'threw', call, error: answer.error };
  } catch (error) {
    return { say: 'threw', call, error: { name: 'ScriptError', message: refusal(error, name) } };
  }
}

/** The platform's words where it has some. What the page does after a consent is for its own code. */
function refusal(error: unknown, name: string): string {
  if (!(error instanceof ApiError) || error.code !== 'authorization_required') return messageOf(error);
  askConsent({ name });
  return 'Authorization is required to perform that action.';
}
