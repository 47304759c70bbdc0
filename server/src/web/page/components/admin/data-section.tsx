/** Personal data: how long it is kept, and a lead's own data given out or erased. */
import { RetentionForm } from './retention-form';
import { LeadDataForm } from './lead-data-form';
import { Section } from './section';

export function DataSection() {
  return (
    <Section
      title="Personal data"
      text="What the law asks for: keep no longer than needed, hand out what is held about a person, erase it."
    >
      <RetentionForm />
      <LeadDataForm />
    </Section>
  );
}
