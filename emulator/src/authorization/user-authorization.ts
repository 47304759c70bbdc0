/** What one person has allowed the script, and what it asks for. */

export interface UserAuthorization {
  readonly user: string;
  /** This person has not answered for the scopes asked for now: menu items and functions ask first, their triggers fail. */
  readonly required: boolean;
  readonly scopes: readonly {
    readonly scope: string;
    /** As Google words it for people. */
    readonly description: string;
    readonly granted: boolean;
  }[];
}
