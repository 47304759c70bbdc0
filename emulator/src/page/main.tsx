/** Starts the page. */
import { render } from 'preact';
import { App } from './app';
import { beforeScripts } from './api/client';
import { startEvents } from './api/event-stream';
import { startPageKeys } from './components/page-keys';
import { settled } from './state/actions';
import { followAddress } from './state/address';
import { followFind } from './state/find';
import { followWorkbook } from './state/read-workbook';
import { followSelection } from './state/selection-sync';
import './styles/main.css';

beforeScripts(settled);
followWorkbook();
followAddress();
followFind();
followSelection();
startPageKeys();
startEvents();

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
