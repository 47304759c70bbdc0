/** The operations of a webhook's deliveries. */
import { ok, operation, type Operation } from '../http/operation';
import type { DeliveryService } from './delivery-service';
import { deliveriesQuerySchema, deliveriesSchema, deliveryPath, deliverySchema, webhookPath } from './schema';

const tag = 'Webhooks';
const permission = 'admin';

export function deliveryOperations(deliveries: DeliveryService): Operation[] {
  return [
    operation({
      id: 'listDeliveries',
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      tag,
      summary: 'What was sent to a webhook and what became of it, newest first',
      description: 'Delivered ones are kept for 7 days, the others for 30.',
      permission,
      params: webhookPath,
      query: deliveriesQuerySchema,
      answers: { 200: { description: 'One page.', schema: deliveriesSchema } },
      problems: ['unknown_object'],
      handle: async ({ access, params, query }) => ok(await deliveries.list(access, params.id, query)),
    }),
    operation({
      id: 'replayDelivery',
      method: 'post',
      path: '/webhooks/{id}/deliveries/{delivery}/replay',
      tag,
      summary: 'Send a delivery again, with all attempts before it',
      description: 'Under the same webhook-id and with the same content. Also one that has arrived.',
      permission,
      params: deliveryPath,
      answers: { 202: { description: 'It is due now.', schema: deliverySchema } },
      problems: ['unknown_object', 'conflict'],
      handle: async ({ access, params }) => ({
        status: 202,
        body: await deliveries.replay(access, params.id, params.delivery),
      }),
    }),
  ];
}
