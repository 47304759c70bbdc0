/** Runs before the first paint, so that a page in the chosen theme does not flash in the other. */
try {
  const kept = localStorage.getItem('sheet.theme');
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset['theme'] = kept;
} catch {
  // Storage is forbidden: the system's theme it is.
}

export {};
