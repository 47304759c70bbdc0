/** Methods of Range by the names that the reference lists no more and scripts still use. */
import type { RangeFacade } from './range';

export const oldRangeNames = {
  getColumnIndex() {
    return this.getColumn();
  },
  getBackgroundColor() {
    return this.getBackground();
  },
  getBackgroundColors() {
    return this.getBackgrounds();
  },
  setBackgroundColor(color: string) {
    return this.setBackground(color);
  },
  setBackgroundColors(colors: string[][]) {
    return this.setBackgrounds(colors);
  },
} satisfies Record<string, unknown> & ThisType<RangeFacade>;
