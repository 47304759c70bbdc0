/** What a person goes through before a script first runs with their rights, in the platform's order: told, account, scopes. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FormError } from '../../components/form-error';
import { grantScopes } from '../../api/client';
import type { AuthorizationView } from '../../api/types';
import { workbook } from '../../state/workbook';
import { Modal } from '../components/modal';
import { Avatar } from '../components/avatar';
import { useDeed } from '../state/deed';
import { authorization, consentRequest, loadAuthorization, type ConsentRequest } from '../state/consent';
import { currentUser } from '../../state/user';
import { ScopeChoice } from './scope-choice';

type Step = 'told' | 'account' | 'scopes' | 'granted';

export function ConsentScreen() {
  const request = consentRequest.value;
  return request === null ? null : <Consent request={request} />;
}

const leave = () => (consentRequest.value = null);

function Consent({ request }: { request: ConsentRequest }) {
  const [step, setStep] = useState<Step>('told');
  const deed = useDeed();
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => body.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [step]);
  const scriptName = workbook.value?.name ?? 'This script';
  const chooseAccount = () => void deed.run(() => loadAuthorization().then(() => setStep('scopes')));
  const grant = (scopes: readonly string[]) =>
    void deed.run(async () => {
      authorization.value = await grantScopes(scopes);
      setStep('granted');
    });
  return (
    <Modal title={TITLES[step](scriptName)} class="consent" onClose={leave}>
      <div class="script-modal-body" ref={body}>
        {step === 'told' && <Told onNext={() => setStep('account')} />}
        {step === 'account' && <Account scriptName={scriptName} onChoose={chooseAccount} />}
        {step === 'scopes' && authorization.value && (
          <ScopeChoice
            scopes={authorization.value.scopes}
            isBusy={deed.isBusy}
            onCancel={leave}
            onGrant={grant}
          />
        )}
        {step === 'granted' && authorization.value && (
          <Granted request={request} authorization={authorization.value} onAgain={() => setStep('scopes')} />
        )}
        <FormError text={deed.error} />
        <p class="consent-note">This is the emulator’s own screen. Nothing is sent to Google.</p>
      </div>
    </Modal>
  );
}

const TITLES: Readonly<Record<Step, (scriptName: string) => string>> = {
  told: () => 'Authorization required',
  account: () => 'Choose an account',
  scopes: (scriptName) => `${scriptName} wants to access your Google Account`,
  granted: () => 'Authorization given',
};

function Told({ onNext }: { onNext: () => void }) {
  return (
    <>
      <p>A script attached to this document needs your permission to run.</p>
      <div class="script-modal-foot">
        <button class="button" type="button" onClick={leave}>
          Cancel
        </button>
        <button class="button primary" type="button" data-first onClick={onNext}>
          OK
        </button>
      </div>
    </>
  );
}

function Account({ scriptName, onChoose }: { scriptName: string; onChoose: () => void }) {
  const email = currentUser.value;
  return (
    <>
      <p>to continue to {scriptName}</p>
      <button class="account" type="button" data-first onClick={onChoose}>
        <Avatar email={email} />
        {email}
      </button>
      <p class="muted small-text">To use another account, open the sheet as that person in the title bar.</p>
    </>
  );
}

interface GrantedProps {
  readonly request: ConsentRequest;
  readonly authorization: AuthorizationView;
  readonly onAgain: () => void;
}

function Granted({ request, authorization: { scopes }, onAgain }: GrantedProps) {
  const { name, runAgain } = request;
  const isPartial = scopes.some(({ granted }) => !granted);
  const run = () => {
    leave();
    void runAgain?.();
  };
  return (
    <>
      <p role="status">
        {isPartial
          ? 'You did not allow everything that the script asks for, so what it needs may fail.'
          : `The script may run with your rights now. “${name}” has not run yet.`}
      </p>
      <div class="script-modal-foot">
        {isPartial && (
          <button class="button" type="button" onClick={onAgain}>
            Change
          </button>
        )}
        <button class="button" type="button" onClick={leave}>
          Close
        </button>
        {runAgain && (
          <button class="button primary" type="button" data-first onClick={run}>
            Run “{name}”
          </button>
        )}
      </div>
    </>
  );
}
