/** Versions of the program: what was loaded goes to the web app's callers when it is deployed, and not before. */
import { ServiceError } from '../bridge/protocol';
import type { Program } from '../runtime/program';

/** "200 versions per script." */
const MOST_VERSIONS = 200;

export interface ScriptVersion {
  /** Counted from 1. */
  readonly number: number;
  readonly createdAt: number;
  readonly description: string;
}

export class Versions {
  private readonly all: { readonly version: ScriptVersion; readonly program: Program }[] = [];
  private deployedNumber: number | null = null;

  constructor(
    private readonly head: () => Program,
    private readonly now: () => number,
  ) {}

  get list(): readonly ScriptVersion[] {
    return this.all.map(({ version }) => version);
  }

  /** The number that callers get; null: nothing has been deployed. */
  get deployed(): number | null {
    return this.deployedNumber;
  }

  /** What the deployed version runs; what was loaded last where nothing has been deployed. */
  get program(): Program {
    return this.all.find(({ version }) => version.number === this.deployedNumber)?.program ?? this.head();
  }

  /** @throws ServiceError when there are too many */
  create(description = ''): ScriptVersion {
    if (this.all.length >= MOST_VERSIONS)
      throw new ServiceError(
        `A script can have ${MOST_VERSIONS} versions, and this one has them all: deploy an earlier one, or start again.`,
      );
    const version = { number: this.all.length + 1, createdAt: this.now(), description };
    this.all.push({ version, program: this.head() });
    return version;
  }

  /** A new version of what was loaded last, or one that there is. @throws ServiceError for one that there is not */
  deploy(number: number = this.create().number): ScriptVersion {
    const found = this.list.find((version) => version.number === number);
    if (!found) throw new ServiceError(`There is no version ${number}: there are 1 to ${this.all.length}.`);
    this.deployedNumber = number;
    return found;
  }
}
