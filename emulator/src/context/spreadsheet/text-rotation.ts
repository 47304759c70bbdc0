/** TextRotation: how far the text of a cell is turned, or that its letters stand below each other. */
import { Facade } from '../facade';

export interface WireTurn {
  readonly degrees: number;
  readonly vertical: boolean;
}

export interface TextRotationFacade extends GoogleAppsScript.Spreadsheet.TextRotation {}
export class TextRotationFacade extends Facade {
  readonly #turn: WireTurn;

  constructor(turn: WireTurn) {
    super('TextRotation', 'SpreadsheetApp');
    this.#turn = turn;
  }
  getDegrees(): number {
    return this.#turn.degrees;
  }
  isVertical(): boolean {
    return this.#turn.vertical;
  }
}
