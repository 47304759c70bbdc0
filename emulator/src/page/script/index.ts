/** The script's part of the page: what the sheet's window shows in its slots. */
import { startScript } from './start-script';
import './styles/script.css';

export { ScriptMenus } from './menus/script-menus';
export { ScriptOverlays } from './script-overlays';
export { ScriptPanel } from './script-panel';
export { Tour } from './tour/tour';
export { UserSwitcher } from './users/user-switcher';
export { ScriptLinks } from './title/script-links';
export { ScriptTools } from './title/script-tools';

startScript();
