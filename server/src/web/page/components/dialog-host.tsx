/** Shows the dialog that is open. */
import { assertNever } from '../../../assert-never';
import { dialog } from '../state/dialogs';
import { CardForm } from './card-form';
import { ConfirmDialog } from './confirm-dialog';
import { ShortcutsHelp } from './shortcuts-help';

export function DialogHost() {
  const open = dialog.value;
  if (open === null) return null;
  switch (open.kind) {
    case 'new':
      return <CardForm key="new" card={null} status={open.status} />;
    case 'edit':
      return <CardForm key={open.card.id} card={open.card} status={open.card.status} />;
    case 'shortcuts':
      return <ShortcutsHelp />;
    case 'confirm':
      return <ConfirmDialog dialog={open} />;
    default:
      return assertNever(open);
  }
}
