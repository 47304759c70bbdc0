/** Who sits before this window, and the way to sit there as somebody else. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Avatar } from '../components/avatar';
import { currentUser } from '../../state/user';
import { workbook } from '../../state/workbook';
import { nameOf } from '../logic/words';
import { UserList } from './user-list';

export function UserSwitcher() {
  const button = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const email = currentUser.value;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useOutside(place, isOpen, () => setOpen(false));
  if (workbook.value === null) return null;
  return (
    <div
      class="user-switcher"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        class="button quiet user-button"
        type="button"
        aria-expanded={isOpen}
        aria-label={`Signed in as ${email}. Change user`}
        title={email}
        onClick={() => setOpen(!isOpen)}
      >
        <Avatar email={email} />
        <span class="user-name">{nameOf(email)}</span>
      </button>
      {isOpen && <UserList users={workbook.value.users} current={email} />}
    </div>
  );
}

function useOutside(place: { current: HTMLElement | null }, isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onDown = (event: Event) => place.current?.contains(event.target as Node) || close();
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, [isOpen]);
}
