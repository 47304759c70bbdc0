/** The operations with which a sheet says where it can be woken. */
import { operation, type Operation } from '../http/operation';
import { wakeHookPath, wakeHookSchema } from './schema';
import type { WakeService } from './wake-service';

const tag = 'Sync';
const path = '/wake-hooks/{source}';
const permission = 'sync';

export function wakeOperations(wakes: WakeService): Operation[] {
  return [
    operation({
      id: 'setWakeHook',
      method: 'put',
      path,
      tag,
      summary: "Tell the tracker where a sheet's web app is",
      description:
        'It is called when a task that the sheet shows was changed elsewhere: POST of {type: "wake", id, timestamp, source, signature}, where signature is `v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.source` with the secret. One redirect is followed with GET, as Apps Script needs it; success is {"ok": true}. Only ever a hint.',
      permission,
      params: wakeHookPath,
      body: { schema: wakeHookSchema },
      answers: { 204: { description: 'Known from now on, in place of the one before.' } },
      problems: ['conflict'],
      async handle({ access, params, body }) {
        await wakes.put(access, params.source, body);
        return { status: 204 };
      },
    }),
    operation({
      id: 'deleteWakeHook',
      method: 'delete',
      path,
      tag,
      summary: 'Do not wake this sheet any more',
      permission,
      params: wakeHookPath,
      answers: { 204: { description: 'Forgotten.' } },
      problems: ['unknown_object'],
      async handle({ access, params }) {
        await wakes.remove(access, params.source);
        return { status: 204 };
      },
    }),
  ];
}
