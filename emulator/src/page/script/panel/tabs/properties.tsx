/** The stores of PropertiesService: of the script, of the document, and one of each user. */
import { useState } from 'preact/hooks';
import { fetchProperties } from '../../../api/client';
import type { PropertiesView } from '../../../api/types';
import { isSecret, LONGEST_VALUE, MASK, shortened } from '../../logic/secrets';
import { useFresh } from '../../state/fresh';
import { Head, TabFrame, TableFrame } from '../tab-frame';

export function PropertiesTab() {
  const loaded = useFresh<PropertiesView>(fetchProperties, ['properties']);
  return (
    <TabFrame
      text="What the script keeps between its runs. Names that sound secret are masked."
      loaded={loaded}
    >
      {({ script, document, users }) => (
        <>
          <Store title="Script" values={script} />
          <Store title="Document" values={document} />
          {Object.entries(users).map(([email, values]) => (
            <Store key={email} title={`User ${email}`} values={values} />
          ))}
        </>
      )}
    </TabFrame>
  );
}

function Store({ title, values }: { title: string; values: Readonly<Record<string, string>> }) {
  const entries = Object.entries(values).sort(([one], [other]) => one.localeCompare(other));
  return (
    <section class="store" aria-label={`${title} properties`}>
      <h3>{title}</h3>
      {entries.length === 0 ? (
        <p class="muted">Empty.</p>
      ) : (
        <TableFrame label={`${title} properties`}>
          <Head columns={['Property', 'Value', 'Actions']} />
          <tbody>
            {entries.map(([name, value]) => (
              <Property key={name} name={name} value={value} />
            ))}
          </tbody>
        </TableFrame>
      )}
    </section>
  );
}

function Property({ name, value }: { name: string; value: string }) {
  const [isShown, setShown] = useState(false);
  const hidden = isSecret(name) ? MASK : shortened(value);
  const canShow = isSecret(name) || value.length > LONGEST_VALUE;
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td class="property-value">{isShown ? value : hidden}</td>
      <td class="row-actions">
        {canShow && (
          <button
            class="button small"
            type="button"
            aria-label={`${isShown ? 'Hide' : 'Show'} ${name}`}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? 'Hide' : 'Show'}
          </button>
        )}
      </td>
    </tr>
  );
}
