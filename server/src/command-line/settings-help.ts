/** The settings as `--help` explains them; each is an environment variable. */
import { DEFAULTS } from '../config';

export const SETTINGS_HELP = `Settings, by environment variable:
  PORT          port to listen on, 0 for any free one (${DEFAULTS.port})
  HOST          address to listen on; a loopback address as long as there is no key
                (${DEFAULTS.host})
  DATABASE_URL  sqlite:///./relative.db, sqlite:////absolute.db, sqlite::memory: or
                postgres://user:password@host:5432/database (${DEFAULTS.databaseUrl})
  PUBLIC_URL    address under which people reach the tracker, such as
                https://tracker.example.com: used in links; with https cookies are
                Secure and browsers are told to stay with https (none)
  TRUST_PROXY   number of proxies in front, whose X-Forwarded-For and
                X-Forwarded-Proto are believed (${DEFAULTS.trustProxy})
  RATE_LIMIT    requests a minute for each key or session, and for each address
                without one, in this process; 0 for no limit (${DEFAULTS.rateLimit})
  WEBHOOK_ALLOW_PRIVATE
                1 lets webhooks go to this computer and private networks (0)
  DRAIN_SECONDS how long a tracker that is told to end goes on answering, while
                /ready sends balancers elsewhere (0)
  LOG_LEVEL     fatal, error, warn, info, debug, trace or silent (${DEFAULTS.logLevel})
`;
