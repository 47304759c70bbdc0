/** What the person who runs the tracker decides about access. */

export interface AccessSettings {
  /** What the tracker is called outside, without a slash at the end; null when it is not. */
  readonly publicUrl: string | null;
  /** Proxies in front of it whose word about client addresses is taken. */
  readonly trustProxy: number;
  /** Requests a minute for each key, session or, without one, address; 0 for no limit. */
  readonly rateLimit: number;
  /** Names that the open mode answers to besides those of this computer. For programs that bring their own tunnel. */
  readonly allowedHosts: readonly string[];
}

export const ACCESS_DEFAULTS: AccessSettings = {
  publicUrl: null,
  trustProxy: 0,
  rateLimit: 600,
  allowedHosts: [],
};

export function accessSettings(given: Partial<AccessSettings>): AccessSettings {
  const { publicUrl, trustProxy, rateLimit, allowedHosts } = { ...ACCESS_DEFAULTS, ...given };
  return { publicUrl, trustProxy, rateLimit, allowedHosts };
}

export function isSecure({ publicUrl }: Pick<AccessSettings, 'publicUrl'>): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

export function publicOriginOf({ publicUrl }: Pick<AccessSettings, 'publicUrl'>): string | null {
  return publicUrl === null ? null : new URL(publicUrl).origin;
}
