/** Closes workbooks by themselves: after the test that made them, or after all tests where none was running. */

interface Closable {
  close(): Promise<void>;
}

const ofTest = new Set<Closable>();
const ofFile = new Set<Closable>();
let testRunning = false;

// Absent outside of Jest, where whoever makes a workbook closes it.
if (typeof beforeEach === 'function') {
  beforeEach(() => void (testRunning = true));
  afterEach(async () => {
    testRunning = false;
    await closeAll(ofTest);
  });
  afterAll(() => closeAll(ofFile));
}

export function closeLater(workbook: Closable): void {
  (testRunning ? ofTest : ofFile).add(workbook);
}

async function closeAll(open: Set<Closable>): Promise<void> {
  const all = [...open];
  open.clear();
  await Promise.all(all.map((workbook) => workbook.close()));
}
