/** Starts the page. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { onRequest } from './api/request';
import { App } from './components/app';
import { startPageKeys } from './components/page-keys';
import { forgetBoard } from './state/board';
import { startClock } from './state/clock';
import { startLive } from './state/live';
import { startPreferences } from './state/preferences';
import { isReady, loadSession, sessionEnded } from './state/session';
import { forgetToasts, toast } from './state/toasts';
import { forgetDeeds } from './state/undo';
import './styles/main.css';

onRequest({
  signedOut: sessionEnded,
  slowedDown: (seconds) =>
    toast({
      kind: 'info',
      text: `The tracker asks to slow down; going on in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    }),
});
startPreferences();
startClock();
startPageKeys();
startLive();
effect(() => {
  if (isReady.value) return;
  forgetBoard();
  forgetDeeds();
  forgetToasts();
});
void loadSession();

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
