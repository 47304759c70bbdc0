/** The load generator: a process of its own that runs one job at a time and answers with what it measured. */
import autocannon from 'autocannon';
import type { LoadJob, LoadResult } from './job';
import { requestOf } from './requests';

process.on('message', (job: LoadJob) => {
  void run(job).then((result) => process.send?.(result));
});

async function run({ url, headers, operation, seconds, connections, ids }: LoadJob): Promise<LoadResult> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { 'content-type': 'application/json', ...headers },
    requests: [requestOf(operation, ids)],
  });
  return {
    requestsPerSecond: result.requests.total / result.duration,
    latency: { median: result.latency.p50, p99: result.latency.p99 },
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
