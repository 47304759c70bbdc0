/** `…/usercallback?state=…`: runs the function that a state token names, as the person who made it. */
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';
import { refusal } from './answers';
import { eventOf, type WebAppRequest, type WebAppResponse } from './request';

const CALLBACK = /^\/macros\/d\/[\w-]+\/usercallback$/;
const OVER = 'The state token is invalid or has expired. Please try again.';

export const isUserCallback = ({ path }: WebAppRequest): boolean => CALLBACK.test(path);

/** @param answer what the function's result becomes */
export async function answerUserCallback(
  { tokens, executions }: EmulatorCore,
  request: WebAppRequest,
  answer: (report: ExecutionReport) => WebAppResponse,
): Promise<WebAppResponse> {
  if (request.method !== 'GET') return refusal(405, 'Method Not Allowed');
  const token = tokens.readState(new URLSearchParams(request.query).get('state') ?? '');
  if (token === null) return refusal(403, OVER);
  const event = eventOf(request, '') as { parameter: object; parameters: object };
  const lists = Object.fromEntries(Object.entries(token.args).map(([name, value]) => [name, [value]]));
  const given = {
    ...event,
    parameter: { ...event.parameter, ...token.args },
    parameters: { ...event.parameters, ...lists },
  };
  const { done } = executions.start({
    functionName: token.method,
    entry: 'webapp',
    effectiveUser: token.user,
    activeUser: token.user,
    args: [given],
  });
  return answer((await done) as ExecutionReport);
}
