/** The five steps of the tour. */
import { isPanelOpen, openPanel } from '../panel/state';

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What it is about, outlined while the step is shown. */
  readonly target: string | null;
  /** Prepares the page for it. */
  readonly enter?: () => void;
}

export const STEPS: readonly TourStep[] = [
  {
    title: 'A spreadsheet with a script in it',
    text: 'This sheet lives on your machine. The script bound to it runs as it would in Google Sheets: same menus, triggers, limits and errors. No account is needed, and nothing leaves this computer.',
    target: '.sheet',
  },
  {
    title: 'Change something',
    text: 'Type into a cell, for example another status of a lead, and press Enter. The script notices the edit and brings it to the tracker; what changes there comes back here by itself.',
    target: '.sheet',
  },
  {
    title: 'Look at the other side',
    text: 'The links at the top open what the script talks to, for example the tracker’s board. Put it beside this window and change either: both end up the same.',
    target: '.script-link',
  },
  {
    title: 'The script’s own menu',
    text: 'What the script adds to the menu bar stands at its end. The first time, it asks for your permission, as Google does. While it runs you see so at the top, and its error if it fails. With keys alone, F6 goes round menus, cells, sidebar and panel.',
    target: '.menu-bar > :last-child',
  },
  {
    title: 'Behind the scenes, and faults',
    text: 'The Apps Script panel shows every execution with its log and calls, triggers, properties and quotas. It also speeds up time, takes the network away or kills a run half-way, to see whether anything gets lost.',
    target: '.panel-toggle',
    enter: () => isPanelOpen.peek() || openPanel('Faults'),
  },
];
