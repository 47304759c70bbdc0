/** The facts beside a card: lead, sheets, times. */
import type { ComponentChildren } from 'preact';
import type { Card, CardLink } from '../api/types';
import { longAge } from '../logic/age-words';
import { safeUrl } from '../logic/safe-url';
import { now } from '../state/clock';
import { nameOfLink } from '../state/sources';
import { OutIcon, SheetIcon } from './icons';
import { Link } from './link';

export function CardFacts({ card }: { card: Card }) {
  return (
    <aside class="card-facts" aria-label="Facts">
      <dl>
        <Fact name="Lead">
          {card.lead_id === null ? (
            <span class="muted">none</span>
          ) : (
            <Link class="lead" href={`/?lead=${encodeURIComponent(card.lead_id)}`} title="Cards of this lead">
              {card.lead_id}
            </Link>
          )}
        </Fact>
        <Fact name="In the sheet">
          {card.links.length === 0 ? (
            <span class="muted">Made on the board; in no sheet</span>
          ) : (
            card.links.map((link) => <SheetLink key={`${link.source} ${link.lead_id}`} link={link} />)
          )}
        </Fact>
        <Fact name="Made">
          <Moment at={card.created_at} />
        </Fact>
        <Fact name="Changed">
          <Moment at={card.updated_at} />
        </Fact>
        <Fact name="Version">{card.version}</Fact>
      </dl>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function SheetLink({ link }: { link: CardLink }) {
  const name = nameOfLink(link);
  const place = link.row === null ? name : `${name}, row ${link.row}`;
  const url = safeUrl(link.url ?? link.sheet?.url ?? null);
  if (url === null) {
    return (
      <span class="sheet-link">
        <SheetIcon />
        <span>{place}</span>
      </span>
    );
  }
  return (
    <a class="sheet-link" href={url} target="_blank" rel="noopener noreferrer">
      <SheetIcon />
      <span>{place}</span>
      <OutIcon />
      <span class="visually-hidden">(opens in a new tab)</span>
    </a>
  );
}

export function Moment({ at }: { at: string }) {
  const exact = new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <time dateTime={at} title={exact}>
      {longAge(at, now.value)}
    </time>
  );
}
